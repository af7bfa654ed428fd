package io.smartwms.deliveryorder;

import io.smartwms.platform.event.PrefetchedAggregate;
import io.smartwms.platform.internal.InternalKey;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Owns delivery orders: where the fate of an order is decided. */
@SpringBootApplication
public class DeliveryOrderApplication {

    @Bean
    PrefetchedAggregate prefetchedAggregate() {
        return new PrefetchedAggregate(DeliveryOrder.class);
    }

    /** Cancelling an order here, and not in the order service, would leave it open there. */
    @Bean
    MappedInterceptor ofTheOrderServiceAlone(InternalKey key) {
        return key.demandedFor("/deliveryOrders/*/cancellation", "/deliveryOrders/cancellations");
    }

    public static void main(String[] args) {
        SpringApplication.run(DeliveryOrderApplication.class, args);
    }
}
