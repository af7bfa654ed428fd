package io.smartwms.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/**
 * Turns whatever went wrong in the gateway itself into a {@link Problem}. Answers of a service, its problems included, never come
 * by here. What nobody foresaw is logged with its trace, and what a service did not answer by {@link UnansweredRequestLog}; refusals are only
 * counted, by the metrics.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemExceptionHandler implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final UnansweredRequestLog unanswered = new UnansweredRequestLog();
    private final String retryAfter;

    ProblemExceptionHandler(WmsGatewayProperties properties) {
        this.retryAfter = Long.toString(properties.retryAfter().toSeconds());
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return cutOff(exchange, error);
        }
        Problem problem = problem(error, RequestTarget.path(exchange.getRequest()));
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.error("{} {} failed", exchange.getRequest().getMethod(), problem.instance(), error);
        } else if (problem.status() > HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            unanswered.tell(exchange, "was answered " + problem.status(), error);
        }
        return answer(exchange, problem, error);
    }

    /** Too late for a problem. The connection is cut, so that a torn answer does not look like a whole one. */
    private Mono<Void> cutOff(ServerWebExchange exchange, Throwable error) {
        unanswered.tell(exchange, "was torn off", error);
        HttpServerResponse response = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        response.withConnection(connection -> connection.channel().close());
        return Mono.empty();
    }

    private Mono<Void> answer(ServerWebExchange exchange, Problem problem, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = problem.json();
        response.setRawStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        if (error instanceof ErrorResponse known) {
            known.getHeaders().forEach(headers::addAll);
        }
        headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.setContentLength(body.length);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return exchange.getRequest().getMethod() == HttpMethod.HEAD
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static Problem problem(Throwable error, @Nullable String path) {
        if (nothingWasSent(error)) {
            return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, path);
        }
        if (error instanceof ErrorResponse known) {
            return Problem.of(statusOf(known), path);
        }
        if (error instanceof InvalidMimeTypeException) {
            return Problem.of(HttpStatus.NOT_ACCEPTABLE, path);
        }
        if (error instanceof io.netty.handler.timeout.TimeoutException) {
            return Problem.of(HttpStatus.GATEWAY_TIMEOUT, path);
        }
        if (error instanceof IOException || error instanceof AbortedException) {
            return Problem.lost(path);
        }
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, path);
    }

    private static HttpStatus statusOf(ErrorResponse error) {
        HttpStatus status = HttpStatus.resolve(error.getStatusCode().value());
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static boolean nothingWasSent(Throwable error) {
        return error instanceof PoolAcquireTimeoutException
                || error instanceof ConnectException
                || error instanceof NoRouteToHostException
                || error instanceof UnknownHostException;
    }
}
