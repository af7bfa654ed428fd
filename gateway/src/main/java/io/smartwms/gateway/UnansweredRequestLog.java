package io.smartwms.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Tells the operator of requests that a service did not answer: of the first at once, and of those in the ten seconds after it
 * in the next line that is written, because a service that is away would fill the disk. Each single one is counted by the metrics.
 * A client that has left, and with it its request, has lost nothing.
 */
class UnansweredRequestLog {

    private static final Logger LOG = LoggerFactory.getLogger(UnansweredRequestLog.class);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
    private final LongAdder untold = new LongAdder();

    void tell(ServerWebExchange exchange, String outcome, Throwable error) {
        HttpServerResponse response = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        response.withConnection(client -> {
            if (client.channel().isActive()) {
                write(exchange.getRequest(), outcome, error);
            }
        });
    }

    private void write(ServerHttpRequest request, String outcome, Throwable error) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until < 0 || !quietUntil.compareAndSet(until, now + QUIET)) {
            untold.increment();
            return;
        }
        LOG.warn(
                "{} {} {}: {} ({} more since the last such line)",
                request.getMethod(),
                RequestTarget.path(request),
                outcome,
                error.toString(),
                untold.sumThenReset());
    }
}
