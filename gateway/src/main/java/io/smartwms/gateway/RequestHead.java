package io.smartwms.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a request's head must say once, and clearly, for everybody to agree where the request ends and what it means (RFC 9112). */
final class RequestHead {

    /** What a client may say about the connection; anything else would be a header that it wants removed on the way. */
    private static final Set<String> CONNECTION_OPTIONS =
            Set.of("close", "keep-alive", "upgrade", "te", "http2-settings", "proxy-connection");

    private static final Set<HttpVersion> VERSIONS = Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);

    private RequestHead() {}

    /** Of a head that could be decoded: whether two programs could read it in two ways. */
    static boolean isAmbiguous(HttpRequest request) {
        return request.decoderResult().isSuccess()
                && (!VERSIONS.contains(request.protocolVersion())
                        || isBodyAmbiguous(request)
                        || !hasOneHost(request)
                        || removesHeaders(request.headers()));
    }

    /** The only coding that the decoder knows; with any other it would take the body for the next request. */
    private static boolean isBodyAmbiguous(HttpRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.isEmpty()
                && (codings.size() > 1
                        || !codings.get(0).strip().equalsIgnoreCase("chunked")
                        || request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                        || request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0);
    }

    private static boolean hasOneHost(HttpRequest request) {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        return hosts == 1 || hosts == 0 && request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    }

    private static boolean removesHeaders(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.CONNECTION).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .anyMatch(option -> !option.isEmpty() && !CONNECTION_OPTIONS.contains(option));
    }
}
