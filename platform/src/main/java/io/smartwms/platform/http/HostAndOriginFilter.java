package io.smartwms.platform.http;

import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Protects a service on a laptop against DNS rebinding (an unknown name in {@code Host} is 421) and cross-site request forgery (a
 * command with a foreign {@code Origin} is 403). The gateway has the same rule, and removes {@code Origin} from requests that it
 * forwards.
 */
class HostAndOriginFilter extends OncePerRequestFilter {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[^\\s\\[\\]:/?#@]*)(?::([0-9]{0,5}))?");
    private static final int MAX_PORT = 65_535;
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final List<String> allowedHosts;
    private final HandlerExceptionResolver problems;

    /** @param allowedHosts names that {@code Host} may have, without port, in lower case; empty means any */
    HostAndOriginFilter(List<String> allowedHosts, HandlerExceptionResolver problems) {
        this.allowedHosts = allowedHosts;
        this.problems = problems;
    }

    /** 421: the request was meant for somebody else. */
    static final class MisdirectedRequest extends ProblemException {

        MisdirectedRequest() {
            super(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "misdirected-request",
                    "Misdirected request",
                    "The name in Host is not one of this system; wms.allowed-hosts tells which are.");
        }
    }

    /** 403: a page of another origin gives a command. */
    static final class OriginNotAllowed extends ProblemException {

        OriginNotAllowed() {
            super(
                    HttpStatus.FORBIDDEN,
                    "origin-not-allowed",
                    "Forbidden",
                    "Pages of this origin may not call this API.");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        if (host != null && !isAuthority(host)) {
            RefusedRequest.refuse(
                    problems, request, response, new InvalidField(HttpHeaders.HOST, "is no name with a port"));
        } else if (!isOurs(host)) {
            RefusedRequest.refuse(problems, request, response, new MisdirectedRequest());
        } else if (!READS.contains(request.getMethod()) && isForeign(request, host)) {
            RefusedRequest.refuse(problems, request, response, new OriginNotAllowed());
        } else {
            chain.doFilter(request, response);
        }
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

    private static boolean isForeign(HttpServletRequest request, @Nullable String host) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null || !authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException noUri) {
            return true;
        }
    }
}
