package io.smartwms.deliveryorder;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Owns delivery orders: where the fate of an order is decided. */
@SpringBootApplication
public class DeliveryOrderApplication {

    public static void main(String[] args) {
        SpringApplication.run(DeliveryOrderApplication.class, args);
    }
}
