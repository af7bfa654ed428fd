package io.smartwms.gateway;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Reads a body whole before any service gets the request, up to {@code wms.gateway.max-body} and within
 * {@code wms.gateway.request-timeout}. A client that sends slowly,
 * too much, or breaks off in the middle then costs no service connection and leaves no half command anywhere. A body
 * always reaches the service with a {@code Content-Length}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestBodyBuffer implements GlobalFilter {

    private final int maxBytes;
    private final Duration timeout;

    RequestBodyBuffer(WmsGatewayProperties properties) {
        this.maxBytes = Math.toIntExact(properties.maxBody().toBytes());
        this.timeout = properties.requestTimeout();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long length = request.getHeaders().getContentLength();
        if (length > maxBytes) {
            return Mono.error(tooLarge());
        }
        if (length <= 0 && !request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange);
        }
        return DataBufferUtils.join(request.getBody(), maxBytes)
                .timeout(timeout)
                .onErrorMap(DataBufferLimitException.class, tooMuch -> tooLarge())
                .onErrorMap(TimeoutException.class, tooSlow -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT))
                .onErrorMap(AbortedException.class, cutOff -> new ResponseStatusException(HttpStatus.BAD_REQUEST))
                .map(RequestBodyBuffer::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> chain.filter(
                        exchange.mutate().request(withBody(request, body)).build()));
    }

    private static ResponseStatusException tooLarge() {
        return new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
    }

    /** On the heap: a pooled buffer would leak whenever the service is away and nobody ever asks for the body. */
    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ServerHttpRequest withBody(ServerHttpRequest request, byte[] body) {
        var headers = new HttpHeaders();
        headers.putAll(request.getHeaders());
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        headers.remove(HttpHeaders.EXPECT);
        headers.setContentLength(body.length);
        return new ServerHttpRequestDecorator(request) {
            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }

            @Override
            public Flux<DataBuffer> getBody() {

                return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
            }
        };
    }
}
