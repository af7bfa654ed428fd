package io.smartwms.platform.http;

import io.smartwms.platform.problem.InvalidField;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UriComponentsBuilder;

/** Spring's filter, which also refuses headers that do not form a URL: links would be made of it, or fail. */
class ForwardedHeaders extends ForwardedHeaderFilter {

    /** A host name, also one with an underscore, or an IP address; and a port. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]+)?");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final HandlerExceptionResolver problems;

    ForwardedHeaders(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        NotYetPassed answer = new NotYetPassed(response);
        super.doFilterInternal(request, answer, (forwarded, wrapped) -> {
            if (isAddress((HttpServletRequest) forwarded)) {
                answer.passed = true;
                chain.doFilter(forwarded, wrapped);
            }
        });
        if (!answer.passed) {
            RefusedRequest.refuse(
                    problems,
                    request,
                    response,
                    new InvalidField("X-Forwarded-*", "these headers, or Forwarded, do not make an address"));
        }
    }

    /** Suppresses Spring's own response to headers that it cannot parse; a problem follows. */
    private static final class NotYetPassed extends HttpServletResponseWrapper {

        private boolean passed;

        NotYetPassed(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            if (passed) {
                super.sendError(status);
            }
        }
    }

    /** The problem for refused headers is written without them. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }

    private static boolean isAddress(HttpServletRequest request) {
        String prefix = request.getContextPath();
        if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
            return false;
        }
        try {
            String url = request.getRequestURL().toString();
            UriComponentsBuilder.fromUriString(url);
            URI uri = URI.create(url);
            return uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme())
                    && uri.getRawAuthority() != null
                    && AUTHORITY.matcher(uri.getRawAuthority()).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
