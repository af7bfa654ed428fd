package io.smartwms.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator may set. Timeouts towards the services are the gateway library's own properties
 * ({@code spring.cloud.gateway.server.webflux.httpclient.*}).
 *
 * @param maxBody largest request body that is passed on; above it 413. No command of the system needs a tenth of it.
 * @param requestTimeout how long a client may take to send a body; after it 408.
 * @param retryAfter what a 503 tells the client to wait, in whole seconds.
 * @param trustedProxies pattern over the IP address of the peer: whose {@code X-Forwarded-*} headers are believed. Absent or
 *     empty means nobody's. Name only proxies that overwrite these headers; the addresses of clients never belong here.
 * @param allowedHosts names that {@code Host} may have, without port, in lower case; empty means any.
 * @param cors which pages of other origins a browser lets in.
 */
@Validated
@ConfigurationProperties("wms.gateway")
record WmsGatewayProperties(
        @DefaultValue("64KB") @NotNull DataSize maxBody,
        @DefaultValue("10s") @NotNull Duration requestTimeout,
        @DefaultValue("5s") @NotNull Duration retryAfter,
        Pattern trustedProxies,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue @Valid Cors cors) {

    /**
     * @param allowedOrigins such as {@code https://shop.example}; none by default, and then no CORS header is ever sent.
     * @param maxAge how long a browser may remember the answer to a preflight.
     */
    record Cors(
            @DefaultValue List<String> allowedOrigins,

            @DefaultValue({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
            List<String> allowedMethods,

            @DefaultValue({"Content-Type", "Accept", "Idempotency-Key", "If-Match", "traceparent", "tracestate"})
            List<String> allowedHeaders,

            @DefaultValue({"ETag", "Location", "Retry-After"})
            List<String> exposedHeaders,

            @DefaultValue("30m") Duration maxAge) {}
}
