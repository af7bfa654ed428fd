package io.smartwms.customercenter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Owns the view of an order for its customer. */
@SpringBootApplication
public class CustomerCenterApplication {

    public static void main(String[] args) {
        SpringApplication.run(CustomerCenterApplication.class, args);
    }
}
