package io.smartwms.deliverycenter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Owns the view of the whole centre for its manager. */
@SpringBootApplication
public class DeliveryCenterApplication {

    public static void main(String[] args) {
        SpringApplication.run(DeliveryCenterApplication.class, args);
    }
}
