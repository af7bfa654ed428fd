package io.smartwms.order.deliveryorder.circuit;

import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import com.netflix.hystrix.HystrixThreadPoolProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.ConfigBuilder;

/**
 * Puts Hystrix behind Spring Cloud's circuit breaker, which is all that the rest of the service knows of: to exchange
 * Hystrix, exchange this package.
 */
class HystrixCircuitBreakerFactory
        extends CircuitBreakerFactory<HystrixCommand.Setter, HystrixCircuitBreakerFactory.SetterBuilder> {

    private final CircuitProperties properties;
    private final MeterRegistry meters;
    private final Map<String, HystrixCircuitBreaker> circuits = new ConcurrentHashMap<>();

    HystrixCircuitBreakerFactory(CircuitProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.meters = meters;
    }

    @Override
    public CircuitBreaker create(String id) {
        return circuits.computeIfAbsent(id, this::circuit);
    }

    private HystrixCircuitBreaker circuit(String id) {
        HystrixCircuitBreaker circuit = new HystrixCircuitBreaker(
                getConfigurations().getOrDefault(id, setter(id)),
                outcome -> meters.counter("wms.circuit.calls", "circuit", id, "outcome", outcome)
                        .increment());
        Gauge.builder("wms.circuit.open", circuit, c -> c.isOpen() ? 1 : 0)
                .tag("circuit", id)
                .description("1 while calls are refused without being tried")
                .register(meters);
        return circuit;
    }

    /** The state of each circuit that has been used, by its name. */
    Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        circuits.forEach((id, circuit) -> states.put(id, circuit.isOpen() ? "open" : "closed"));
        return states;
    }

    private HystrixCommand.Setter setter(String id) {
        return HystrixCommand.Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey(id))
                .andCommandKey(HystrixCommandKey.Factory.asKey(id))
                .andCommandPropertiesDefaults(HystrixCommandProperties.Setter()
                        .withExecutionIsolationStrategy(ExecutionIsolationStrategy.THREAD)
                        .withExecutionTimeoutInMilliseconds(
                                Math.toIntExact(properties.timeout().toMillis()))
                        .withCircuitBreakerErrorThresholdPercentage(properties.errorThresholdPercent())
                        .withCircuitBreakerRequestVolumeThreshold(properties.requestVolume())
                        .withCircuitBreakerSleepWindowInMilliseconds(
                                Math.toIntExact(properties.sleep().toMillis()))
                        .withMetricsRollingStatisticalWindowInMilliseconds(
                                Math.toIntExact(properties.window().toMillis()))
                        .withMetricsHealthSnapshotIntervalInMilliseconds(100)
                        // The fallback is Spring Cloud's to call.
                        .withFallbackEnabled(false))
                .andThreadPoolPropertiesDefaults(HystrixThreadPoolProperties.Setter()
                        .withCoreSize(properties.threads())
                        .withMaxQueueSize(properties.queue())
                        .withQueueSizeRejectionThreshold(properties.queue()));
    }

    @Override
    protected SetterBuilder configBuilder(String id) {
        return () -> setter(id);
    }

    @Override
    public void configureDefault(java.util.function.Function<String, HystrixCommand.Setter> defaultConfiguration) {
        throw new UnsupportedOperationException("The defaults are the properties wms.circuit.*");
    }

    @Override
    public void configure(Consumer<SetterBuilder> consumer, String... ids) {
        throw new UnsupportedOperationException("One configuration serves all: the properties wms.circuit.*");
    }

    interface SetterBuilder extends ConfigBuilder<HystrixCommand.Setter> {}
}
