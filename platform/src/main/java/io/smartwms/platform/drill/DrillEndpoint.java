package io.smartwms.platform.drill;

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
 * {@code POST /actuator/drill {"delay":"500ms","sick":true}} sets what is wrong with this instance, {@code GET} shows it,
 * {@code DELETE} heals. A post says the whole of it: what it leaves out is well again. Nothing outlives the process.
 *
 * <p>{@code delay} holds each request that long, up to {@value #MAX_SECONDS} seconds ({@code 500ms}, {@code 2s}; a bare number
 * is milliseconds); {@code sick} makes the liveness probe answer 503.
 */
@Endpoint(id = "drill", defaultAccess = Access.NONE)
class DrillEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(DrillEndpoint.class);
    private static final int MAX_SECONDS = 60;

    /** @param over is counted down when the next drill takes its place */
    private record Drill(Duration delay, boolean sick, CountDownLatch over) {

        Drill(Duration delay, boolean sick) {
            this(delay, sick, new CountDownLatch(1));
        }
    }

    /**
     * @param delay in milliseconds, with the unit: {@code 500ms}
     * @param held how many requests wait at this moment
     */
    record Condition(String delay, boolean sick, int held) {}

    private final ApplicationEventPublisher events;
    private final AtomicInteger held = new AtomicInteger();
    private volatile Drill drill = new Drill(Duration.ZERO, false);

    DrillEndpoint(ApplicationEventPublisher events) {
        this.events = events;
    }

    @ReadOperation
    Condition show() {
        return new Condition(DurationStyle.SIMPLE.print(drill.delay, ChronoUnit.MILLIS), drill.sick, held.get());
    }

    /** Texts, since what cannot be read has to be refused by name. */
    @WriteOperation
    Condition start(@Nullable String delay, @Nullable String sick) {
        return become(new Drill(delay(delay), sick(sick)));
    }

    @DeleteOperation
    Condition heal() {
        return become(new Drill(Duration.ZERO, false));
    }

    private synchronized Condition become(Drill next) {
        Drill last = drill;
        drill = next;
        last.over.countDown();
        AvailabilityChangeEvent.publish(events, this, next.sick ? LivenessState.BROKEN : LivenessState.CORRECT);
        Condition now = show();
        LOG.warn("Drill: requests wait {}, liveness is {}", now.delay, next.sick ? "broken" : "correct");
        return now;
    }

    /** Returns when the delay is over, or the drill. */
    void hold() {
        Drill now = drill;
        if (now.delay.isZero()) {
            return;
        }
        held.incrementAndGet();
        try {
            now.over.await(now.delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held.decrementAndGet();
        }
    }

    private static Duration delay(@Nullable String text) {
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

    private static boolean sick(@Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw new InvalidField("sick", "'%s' is not true or false".formatted(text));
        }
        return Boolean.parseBoolean(text);
    }
}
