package io.smartwms.gateway;

import io.netty.resolver.AddressResolverGroup;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;

/**
 * Gives each event loop connections of its own to the services. When a client leaves, Reactor Netty closes the connection that
 * worked for it; were that done by another thread than the one that reads the answer, the connection could have been given
 * to the next request in the meantime, and that request would be lost (reactor/reactor-netty#4137). A client's connection and those
 * that are opened for it share an event loop anyway.
 */
class ServiceConnections extends HttpClientFactory {

    ServiceConnections(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer ssl,
            List<HttpClientCustomizer> customizers) {
        super(properties, server, ssl, customizers);
    }

    @Override
    protected ConnectionProvider buildConnectionProvider(HttpClientProperties properties) {
        return new OnePoolForEachThread(() -> super.buildConnectionProvider(properties));
    }

    /** Those who ask are event loops, of which there is a fixed number. */
    private record OnePoolForEachThread(Supplier<ConnectionProvider> fresh, Map<Thread, ConnectionProvider> pools)
            implements ConnectionProvider {

        OnePoolForEachThread(Supplier<ConnectionProvider> fresh) {
            this(fresh, new ConcurrentHashMap<>());
        }

        @Override
        public Mono<? extends Connection> acquire(
                TransportConfig config,
                ConnectionObserver observer,
                @Nullable Supplier<? extends SocketAddress> remote,
                @Nullable AddressResolverGroup<?> resolvers) {
            return pools.computeIfAbsent(Thread.currentThread(), thread -> fresh.get())
                    .acquire(config, observer, remote, resolvers);
        }

        @Override
        public void disposeWhen(SocketAddress remote) {
            pools.values().forEach(pool -> pool.disposeWhen(remote));
        }

        @Override
        public Mono<Void> disposeLater() {
            return Mono.whenDelayError(pools.values().stream()
                    .map(ConnectionProvider::disposeLater)
                    .toList());
        }
    }
}
