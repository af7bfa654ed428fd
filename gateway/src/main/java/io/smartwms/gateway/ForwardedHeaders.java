package io.smartwms.gateway;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * Whose word counts about the address the client used. The services build their links from the {@code X-Forwarded-*} headers the
 * gateway sends, so whoever decides these decides where every link points.
 *
 * <p>A request's own forwarding headers are removed in any case. If its peer is one of {@code wms.gateway.trusted-proxies}, what
 * they say becomes the request's address before; {@code X-Forwarded-Prefix} never counts, the gateway stands at the root of its
 * host. The library's own {@code trusted-proxies} cannot do this: a stranger's request would leave without any such header, and a
 * trusted one with all that the client had put there.
 *
 * <p>The bean's name is the one by which the framework finds it.
 */
@Component("forwardedHeaderTransformer")
class ForwardedHeaders extends ForwardedHeaderTransformer {

    private final WmsGatewayProperties properties;
    private final ForwardedHeaderTransformer remover = new ForwardedHeaderTransformer();

    ForwardedHeaders(WmsGatewayProperties properties) {
        this.properties = properties;
        remover.setRemoveOnly(true);
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        if (!hasForwardedHeaders(request)) {
            return request;
        }
        if (!trusted(request.getRemoteAddress())) {
            return remover.apply(request);
        }
        return super.apply(request.mutate()
                .headers(headers -> headers.remove("X-Forwarded-Prefix"))
                .build());
    }

    private boolean trusted(@Nullable InetSocketAddress peer) {
        return properties.trustedProxies() != null
                && peer != null
                && peer.getAddress() != null
                && properties
                        .trustedProxies()
                        .matcher(peer.getAddress().getHostAddress())
                        .matches();
    }
}
