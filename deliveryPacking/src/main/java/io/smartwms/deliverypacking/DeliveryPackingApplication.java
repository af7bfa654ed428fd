package io.smartwms.deliverypacking;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Owns packing instructions and the hand-over to the carrier. */
@SpringBootApplication
@EnableConfigurationProperties(PackingProperties.class)
public class DeliveryPackingApplication {

    public static void main(String[] args) {
        SpringApplication.run(DeliveryPackingApplication.class, args);
    }
}
