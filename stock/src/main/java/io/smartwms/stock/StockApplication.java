package io.smartwms.stock;

import io.smartwms.platform.event.PrefetchedAggregate;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Owns stock on hand, its reservations and its ledger. */
@SpringBootApplication
public class StockApplication {

    @Bean
    PrefetchedAggregate prefetchedAggregate() {
        return new PrefetchedAggregate(Reservation.class);
    }

    public static void main(String[] args) {
        SpringApplication.run(StockApplication.class, args);
    }
}
