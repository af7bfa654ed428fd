package io.smartwms.deliverypicking;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Owns picking instructions. */
@SpringBootApplication
@EnableConfigurationProperties(PickingProperties.class)
public class DeliveryPickingApplication {

    public static void main(String[] args) {
        SpringApplication.run(DeliveryPickingApplication.class, args);
    }
}
