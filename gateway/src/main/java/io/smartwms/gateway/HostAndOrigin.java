package io.smartwms.gateway;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps web pages of strangers out, which a browser on this machine lets talk to us: a name that is not ours in {@code Host}
 * (421), and a command from a page of another origin (403) that {@code wms.gateway.cors.allowed-origins} does not name.
 * The services have the same rule for whoever asks them directly.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HostAndOrigin implements WebFilter {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[^\\s\\[\\]:/?#@]*)(?::([0-9]{0,5}))?");
    private static final int MAX_PORT = 65_535;
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final List<String> allowedHosts;
    private final List<String> allowedOrigins;

    HostAndOrigin(WmsGatewayProperties properties) {
        this.allowedHosts = properties.allowedHosts();
        this.allowedOrigins = properties.cors().allowedOrigins();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        if (host != null && !isAuthority(host)) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
        if (!isOurs(host)) {
            return Mono.error(new ResponseStatusException(HttpStatus.MISDIRECTED_REQUEST));
        }
        if (!READS.contains(request.getMethod()) && isForeign(request)) {
            return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
        }
        return chain.filter(exchange);
    }

    private static boolean isAuthority(String host) {
        Matcher authority = AUTHORITY.matcher(host);
        return authority.matches()
                && (authority.group(1) == null || Integer.parseInt("0" + authority.group(1)) <= MAX_PORT);
    }

    private boolean isOurs(@Nullable String host) {
        return allowedHosts.isEmpty()
                || host == null
                || allowedHosts.contains(host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT));
    }

    private boolean isForeign(ServerHttpRequest request) {
        String origin = request.getHeaders().getOrigin();
        if (origin == null) {
            return "cross-site".equals(request.getHeaders().getFirst("Sec-Fetch-Site"));
        }
        return !allowedOrigins.contains(origin) && !isSame(origin, request.getURI());
    }

    /** Without the scheme: before us, a proxy may have taken off the encryption. */
    private static boolean isSame(String origin, URI here) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(here.getRawAuthority());
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }
}
