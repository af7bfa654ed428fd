package io.smartwms.platform.http;

import io.smartwms.platform.idempotency.IdempotencyKeys;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.NotAcceptable;
import io.smartwms.platform.problem.ProblemException;
import io.smartwms.platform.problem.UnsupportedBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses malformed headers, which Spring would ignore or fail on, and turns {@code HEAD} into {@code GET}; Tomcat leaves out the
 * body.
 */
class RequestHeaderFilter extends OncePerRequestFilter {

    private static final List<String> SENT_ONCE = List.of(IdempotencyKeys.HEADER, HttpHeaders.CONTENT_TYPE);

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

    /** RFC 9110, 8.3.1. Spring ignores a parameter without a value. */
    private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "(?:[ \\t]*+;[ \\t]*+(?:" + TOKEN
            + "=(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\"))?+)*+[ \\t]*+");

    /** One element of a list of entity tags, up to and with the comma behind it. */
    private static final Pattern ENTITY_TAG =
            Pattern.compile("\\s*+(?:(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\")?+\\s*+(?:,|$)");

    /** Nothing here has a time of its last change: RFC 9110 wants them ignored then, Spring does not. */
    private static final Set<String> IGNORED_IN_READS = Set.of("if-modified-since", "if-unmodified-since");

    /** No tag here is empty, and Spring fails on one in {@code If-None-Match}. */
    private static final Pattern EMPTY_ENTITY_TAG = Pattern.compile("(?:^|,)\\s*+(?:W/)?\"\"\\s*+(?:,|$)");

    private final HandlerExceptionResolver problems;

    RequestHeaderFilter(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            checkPath(request);
            SENT_ONCE.forEach(header -> checkSentOnce(request, header));
            checkContentType(request.getHeader(HttpHeaders.CONTENT_TYPE));
            checkContentEncoding(request);
            checkAccept(request);
            checkEntityTags(request, HttpHeaders.IF_MATCH);
            checkEntityTags(request, HttpHeaders.IF_NONE_MATCH);
        } catch (ProblemException refusal) {
            RefusedRequest.refuse(problems, request, response, refusal);
            return;
        }
        chain.doFilter(asRead(request), response);
    }

    /** Spring removes path parameters before it maps a request to a controller; other code that reads the path does not. */
    private static void checkPath(HttpServletRequest request) {
        if (request.getRequestURI().indexOf(';') >= 0) {
            throw new InvalidField("path", "must not have ';'");
        }
    }

    private static void checkSentOnce(HttpServletRequest request, String header) {
        Enumeration<String> values = request.getHeaders(header);
        if (values.hasMoreElements()) {
            values.nextElement();
            if (values.hasMoreElements()) {
                throw new InvalidField(header, "must be sent once");
            }
        }
    }

    private static void checkContentType(@Nullable String value) {
        if (value == null || value.equals(MediaType.APPLICATION_JSON_VALUE)) {
            return;
        }
        if (!MEDIA_TYPE.matcher(value).matches()) {
            throw UnsupportedBody.type();
        }
        try {
            MediaType type = MediaType.parseMediaType(value);
            boolean utf8 = type.getCharset() == null || type.getCharset().name().matches("UTF-8|US-ASCII");
            if (type.isConcrete() && utf8) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // falls through to the problem below
        }
        throw UnsupportedBody.type();
    }

    private static void checkContentEncoding(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) == null) {
            return;
        }
        for (String value : Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))) {
            if (!value.isBlank() && !value.strip().equalsIgnoreCase("identity")) {
                throw UnsupportedBody.encoding();
            }
        }
    }

    private static void checkAccept(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || accept.equals(MediaType.ALL_VALUE)) {
            return;
        }
        try {
            // Not MediaType.parseMediaTypes: it leaves out empty elements, on which Actuator fails.
            List<MediaType> types = Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
                    .flatMap(value -> MimeTypeUtils.tokenize(value).stream())
                    .map(MediaType::parseMediaType)
                    .collect(Collectors.toCollection(ArrayList::new));
            // Spring sorts them when it writes the response, and refuses too many of them only then, after the command.
            MimeTypeUtils.sortBySpecificity(types);
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            throw new NotAcceptable("The Accept header cannot be read; send application/json or application/hal+json.");
        }
    }

    private static void checkEntityTags(HttpServletRequest request, String header) {
        if (request.getHeader(header) == null) {
            return;
        }
        for (String value : Collections.list(request.getHeaders(header))) {
            if (!value.strip().equals("*") && !areEntityTags(value)) {
                throw new InvalidField(header, "must be * or entity tags such as \"1\", \"2\"");
            }
            if (header.equals(HttpHeaders.IF_NONE_MATCH)
                    && EMPTY_ENTITY_TAG.matcher(value).find()) {
                throw new InvalidField(header, "must not have an empty entity tag");
            }
        }
    }

    private static boolean areEntityTags(String value) {
        Matcher tag = ENTITY_TAG.matcher(value);
        int end = 0;
        while (end < value.length() && tag.region(end, value.length()).lookingAt()) {
            end = tag.end();
        }
        return end == value.length() && value.indexOf('"') >= 0;
    }

    private static HttpServletRequest asRead(HttpServletRequest request) {
        Set<String> ignored = new HashSet<>();
        boolean head = request.getMethod().equals("HEAD");
        if (head || request.getMethod().equals("GET")) {
            ignored.addAll(IGNORED_IN_READS);
        }
        // An empty list, which Actuator fails on: the client prefers nothing.
        if (String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).isBlank()) {
            ignored.add("accept");
        }
        ignored.removeIf(header -> request.getHeader(header) == null);
        return head || !ignored.isEmpty() ? new AsRead(request, ignored) : request;
    }

    /** {@code HEAD} as {@code GET}, and without some headers. */
    private static final class AsRead extends HttpServletRequestWrapper {

        private final Set<String> ignored;

        /** @param ignored names in lower case */
        AsRead(HttpServletRequest request, Set<String> ignored) {
            super(request);
            this.ignored = ignored;
        }

        @Override
        public String getMethod() {
            return super.getMethod().equals("HEAD") ? "GET" : super.getMethod();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isIgnored(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isIgnored(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public long getDateHeader(String name) {
            return isIgnored(name) ? -1 : super.getDateHeader(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> !isIgnored(name))
                    .toList());
        }

        private boolean isIgnored(String name) {
            return ignored.contains(name.toLowerCase(Locale.ROOT));
        }
    }
}
