package io.smartwms.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A request that is refused before a controller sees it. Its problem is written whatever it accepts and whatever encoding it names:
 * one of these headers may be the reason.
 */
class RefusedRequest extends HttpServletRequestWrapper {

    RefusedRequest(HttpServletRequest request) {
        super(request);
    }

    /** Answers with the problem. */
    static void refuse(
            HandlerExceptionResolver problems,
            HttpServletRequest request,
            HttpServletResponse response,
            RuntimeException reason) {
        problems.resolveException(new RefusedRequest(request), response, null, reason);
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }
}
