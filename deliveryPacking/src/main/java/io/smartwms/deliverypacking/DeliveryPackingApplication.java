package io.smartwms.deliverypacking;

import io.smartwms.platform.event.PrefetchedAggregate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Owns packing instructions and the hand-over to the carrier. */
@SpringBootApplication
@EnableConfigurationProperties(PackingProperties.class)
public class DeliveryPackingApplication {

    @Bean
    PrefetchedAggregate prefetchedAggregate() {
        return new PrefetchedAggregate(DeliveryPacking.class);
    }

    public static void main(String[] args) {
        SpringApplication.run(DeliveryPackingApplication.class, args);
    }
}
