package io.smartwms.deliverypicking;

import io.smartwms.platform.event.PrefetchedAggregate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Owns picking instructions. */
@SpringBootApplication
@EnableConfigurationProperties(PickingProperties.class)
public class DeliveryPickingApplication {

    @Bean
    PrefetchedAggregate prefetchedAggregate() {
        return new PrefetchedAggregate(DeliveryPicking.class);
    }

    public static void main(String[] args) {
        SpringApplication.run(DeliveryPickingApplication.class, args);
    }
}
