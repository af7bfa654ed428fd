package io.smartwms.order.deliveryorder;

import feign.RequestInterceptor;
import io.smartwms.platform.internal.InternalKey;
import org.springframework.cloud.openfeign.CircuitBreakerNameResolver;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this service calls deliveryOrder: with {@code wms.internal-key}, since deliveryOrder takes a cancel from no one else. */
@Configuration(proxyBeanMethods = false)
@EnableFeignClients
class DeliveryOrderServiceConfiguration {

    @Bean
    RequestInterceptor internalKeyOfCancels(InternalKey key) {
        return request -> {
            if (key.value() != null) {
                request.header(InternalKey.HEADER, key.value());
            }
        };
    }

    /** One circuit for all calls: it is the service that is slow or away, not one of its commands. */
    @Bean
    CircuitBreakerNameResolver circuitBreakerNameResolver() {
        return (client, target, method) -> client;
    }
}
