package io.smartwms.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the operator of requests that a service did not answer: of the first at once, and of those in the ten seconds after it in the
 * next line that is written, because a service that is away would fill the disk. Each single one is counted by the metrics.
 */
class Losses {

    private static final Logger log = LoggerFactory.getLogger(Losses.class);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
    private final LongAdder untold = new LongAdder();

    void tell(ServerWebExchange exchange, String outcome, Throwable error) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until < 0 || !quietUntil.compareAndSet(until, now + QUIET)) {
            untold.increment();
            return;
        }
        log.warn(
                "{} {} {}: {} ({} more since the last such line)",
                exchange.getRequest().getMethod(),
                RequestTarget.path(exchange.getRequest()),
                outcome,
                error.toString(),
                untold.sumThenReset());
    }
}
