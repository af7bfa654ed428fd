package io.smartwms.gateway;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/** What a request asks for, as it was sent: Spring makes a path of {@code *} and of the {@code host:port} of a CONNECT, too. */
final class RequestTarget {

    /** The origin form and the absolute form of RFC 9112, section 3.2. */
    private static final Pattern WITH_PATH = Pattern.compile("/|[a-z][a-z0-9+.-]*://", Pattern.CASE_INSENSITIVE);

    private RequestTarget() {}

    /** The path asked for, still encoded; null where the target is none. */
    static @Nullable String path(ServerHttpRequest request) {
        HttpServerRequest sent = ServerHttpRequestDecorator.getNativeRequest(request);
        return WITH_PATH.matcher(sent.uri()).lookingAt() ? request.getURI().getRawPath() : null;
    }
}
