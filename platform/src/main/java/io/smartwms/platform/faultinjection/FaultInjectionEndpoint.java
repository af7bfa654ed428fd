package io.smartwms.platform.faultinjection;

import io.smartwms.platform.problem.InvalidField;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationEventPublisher;

/**
 * {@code POST /actuator/faultinjection {"delay":"500ms","unhealthy":true}} sets the faults of this instance, {@code GET} returns
 * them, {@code DELETE} removes them. A post replaces both faults: a member that it leaves out is removed. A restart of the
 * process removes them too.
 *
 * <p>{@code delay} delays each request that long, up to {@value #MAX_SECONDS} seconds ({@code 500ms}, {@code 2s}; a number
 * without a unit is milliseconds); {@code unhealthy} makes the liveness probe answer 503. Any other value is refused with
 * {@link InvalidField} and changes nothing.
 */
@Endpoint(id = "faultinjection", defaultAccess = Access.NONE)
class FaultInjectionEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(FaultInjectionEndpoint.class);
    private static final int MAX_SECONDS = 60;

    /** @param replaced is counted down when other faults take the place of these */
    private record Faults(Duration delay, boolean unhealthy, CountDownLatch replaced) {

        static final Faults NONE = new Faults(Duration.ZERO, false);

        Faults(Duration delay, boolean unhealthy) {
            this(delay, unhealthy, new CountDownLatch(1));
        }
    }

    /**
     * @param delay in milliseconds, with the unit: {@code 500ms}
     * @param held how many requests are being delayed at this moment
     */
    record Status(String delay, boolean unhealthy, int held) {}

    private final ApplicationEventPublisher events;
    private final AtomicInteger held = new AtomicInteger();
    private volatile Faults faults = Faults.NONE;

    FaultInjectionEndpoint(ApplicationEventPublisher events) {
        this.events = events;
    }

    @ReadOperation
    Status status() {
        Faults now = faults;
        return new Status(DurationStyle.SIMPLE.print(now.delay, ChronoUnit.MILLIS), now.unhealthy, held.get());
    }

    /** Takes strings, so that a value that cannot be parsed is refused with the name of its field. */
    @WriteOperation
    Status inject(@Nullable String delay, @Nullable String unhealthy) {
        return replace(new Faults(parseDelay(delay), parseFlag("unhealthy", unhealthy)));
    }

    @DeleteOperation
    Status remove() {
        return replace(Faults.NONE);
    }

    private synchronized Status replace(Faults next) {
        Faults last = faults;
        faults = next;
        last.replaced.countDown();
        AvailabilityChangeEvent.publish(events, this, next.unhealthy ? LivenessState.BROKEN : LivenessState.CORRECT);
        Status now = status();
        LOG.warn("Fault injection: delay {}, liveness {}", now.delay, next.unhealthy ? "broken" : "correct");
        return now;
    }

    /** Returns when the delay has passed, or as soon as the faults are replaced. */
    void delayRequest() {
        Faults now = faults;
        if (now.delay.isZero()) {
            return;
        }
        held.incrementAndGet();
        try {
            now.replaced.await(now.delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held.decrementAndGet();
        }
    }

    private static Duration parseDelay(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        Duration delay;
        try {
            delay = DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidField("delay", "'%s' is not a time such as 500ms or 2s".formatted(text));
        }
        if (delay.isNegative() || delay.compareTo(Duration.ofSeconds(MAX_SECONDS)) > 0) {
            throw new InvalidField("delay", "must be from 0s to %ds".formatted(MAX_SECONDS));
        }
        return delay;
    }

    /** @param field the name under which a value that is neither true nor false is refused */
    static boolean parseFlag(String field, @Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw new InvalidField(field, "'%s' is not true or false".formatted(text));
        }
        return Boolean.parseBoolean(text);
    }
}
