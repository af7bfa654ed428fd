package io.smartwms.gateway;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ResponseStatusException;

@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    /**
     * Reactor Netty may take a fresh connection when a pooled one turns out to be broken, and then sends the request again,
     * whatever its method; whether anything had gone out before is its own judgement. An order must not hang on that. The response
     * timeout is set here too because the library's own ends with the response's head, and a service that stalls in the middle of
     * a body would hold the client for ever.
     */
    @Bean
    HttpClientCustomizer eachRequestIsSentOnce(HttpClientProperties properties) {
        return client -> client.disableRetry(true).responseTimeout(properties.getResponseTimeout());
    }

    @Bean
    HttpClientFactory serviceConnections(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer ssl,
            List<HttpClientCustomizer> customizers) {
        return new ServiceConnections(properties, server, ssl, customizers);
    }

    /** A slip in an address must not look like a service that is away, and a path in it would be dropped without a word. */
    @Bean
    InitializingBean addressesAreHttpHosts(GatewayProperties gateway) {
        return () -> {
            for (RouteDefinition route : gateway.getRoutes()) {
                URI uri = route.getUri();
                if (uri == null || uri.getHost() == null || !uri.toString().matches("https?://[^/?#]+/?")) {
                    throw new IllegalStateException(
                            "wms.services: the address for " + route.getId() + " is not http://host:port but " + uri);
                }
            }
        };
    }

    /** First in line, so that a page of an allowed origin can also read why it was refused. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CorsWebFilter corsFilter(WmsGatewayProperties properties) {
        CorsConfiguration configuration = configuration(properties.cors());
        return new CorsWebFilter(exchange -> configuration, new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) {
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
        });
    }

    private static @Nullable CorsConfiguration configuration(WmsGatewayProperties.Cors cors) {
        if (cors.allowedOrigins().isEmpty()) {
            return null;
        }
        var configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(cors.allowedOrigins());
        configuration.setAllowedMethods(cors.allowedMethods());
        configuration.setAllowedHeaders(cors.allowedHeaders());
        configuration.setExposedHeaders(cors.exposedHeaders());
        configuration.setMaxAge(cors.maxAge());
        return configuration;
    }
}
