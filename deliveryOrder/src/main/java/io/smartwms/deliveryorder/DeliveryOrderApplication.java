package io.smartwms.deliveryorder;

import io.smartwms.platform.event.BatchAggregate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Owns delivery orders: where the fate of an order is decided. */
@SpringBootApplication
public class DeliveryOrderApplication {

    @Bean
    BatchAggregate ofEvents() {
        return new BatchAggregate(DeliveryOrder.class);
    }

    public static void main(String[] args) {
        SpringApplication.run(DeliveryOrderApplication.class, args);
    }
}
