package io.smartwms.order.deliveryorder.circuit;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The circuit breaker that guards remote calls, and what an operator sees of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CircuitProperties.class)
class CircuitConfiguration {

    @Bean
    HystrixCircuitBreakerFactory circuitBreakerFactory(CircuitProperties properties, MeterRegistry meters) {
        return new HystrixCircuitBreakerFactory(properties, meters);
    }

    /** Details, never a verdict: an open circuit protects this service, it does not make it ill. */
    @Bean
    HealthIndicator circuitHealthIndicator(HystrixCircuitBreakerFactory circuits) {
        return () -> Health.up().withDetails(circuits.states()).build();
    }
}
