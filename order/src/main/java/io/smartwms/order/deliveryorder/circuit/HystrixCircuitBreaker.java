package io.smartwms.order.deliveryorder.circuit;

import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.exception.HystrixBadRequestException;
import com.netflix.hystrix.exception.HystrixRuntimeException;
import feign.FeignException;
import io.smartwms.platform.problem.ProblemException;
import io.smartwms.platform.trace.TraceContext;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;

/**
 * Runs each call as a Hystrix command on a thread of its pool. An answer that refuses the request is an answer: it reaches
 * the caller as it is and does not count against the callee. Everything else that goes wrong ends in the fallback.
 */
class HystrixCircuitBreaker implements CircuitBreaker {

    private final HystrixCommand.Setter setter;
    private final Consumer<String> outcomes;
    private volatile com.netflix.hystrix.@Nullable HystrixCircuitBreaker state;

    HystrixCircuitBreaker(HystrixCommand.Setter setter, Consumer<String> outcomes) {
        this.setter = setter;
        this.outcomes = outcomes;
    }

    boolean isOpen() {
        com.netflix.hystrix.HystrixCircuitBreaker current = state;
        return current != null && current.isOpen();
    }

    @Override
    public <T> T run(Supplier<T> call, Function<Throwable, T> fallback) {
        Command<T> command = new Command<>(setter, call);
        state = command.circuit();
        try {
            T result = command.execute();
            outcomes.accept("success");
            return result;
        } catch (HystrixBadRequestException e) {
            outcomes.accept("refused");
            throw (RuntimeException) e.getCause();
        } catch (HystrixRuntimeException e) {
            outcomes.accept(e.getFailureType().name().toLowerCase(Locale.ROOT));
            return fallback.apply(e.getCause() == null ? e : e.getCause());
        }
    }

    private static final class Command<T> extends HystrixCommand<T> {

        private final Supplier<T> call;
        private final @Nullable String trace = TraceContext.current();

        Command(Setter setter, Supplier<T> call) {
            super(setter);
            this.call = call;
        }

        com.netflix.hystrix.HystrixCircuitBreaker circuit() {
            return circuitBreaker;
        }

        @Override
        protected T run() {
            try (TraceContext.Scope ignored = TraceContext.open(trace)) {
                return call.get();
            } catch (ProblemException | FeignException.FeignClientException refused) {
                throw new HystrixBadRequestException(refused.getMessage(), refused);
            }
        }
    }
}
