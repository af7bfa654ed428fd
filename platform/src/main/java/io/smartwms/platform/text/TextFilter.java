package io.smartwms.platform.text;

import io.smartwms.platform.problem.InvalidField;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UriUtils;

/** Reads texts in paths and queries as {@link Texts} says. A request of plain ASCII without escapes passes as it is. */
class TextFilter extends OncePerRequestFilter {

    private final HandlerExceptionResolver problems;

    TextFilter(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest normalized;
        try {
            normalized = normalized(request);
        } catch (InvalidField refusal) {
            problems.resolveException(request, response, null, refusal);
            return;
        }
        chain.doFilter(normalized, response);
    }

    private static HttpServletRequest normalized(HttpServletRequest request) {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        if (query == null && path.indexOf('%') < 0) {
            return request;
        }
        if (query != null) {
            decode(query, "query");
        }
        String normalizedPath = path.indexOf('%') < 0 ? path : path(path);
        return new Normalized(request, normalizedPath, query == null ? null : parameters(request));
    }

    private static String path(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> segment.indexOf('%') < 0 ? segment : segment(segment))
                .collect(Collectors.joining("/"));
    }

    private static String segment(String encoded) {
        String text = text(decode(encoded, "path"), "path");
        if (text.isEmpty()) {
            throw new InvalidField("path", "has a part without a visible character");
        }
        return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        request.getParameterMap()
                .forEach((name, values) -> parameters.put(
                        text(name, "query"),
                        Arrays.stream(values).map(value -> text(value, name)).toArray(String[]::new)));
        return parameters;
    }

    private static String text(String text, String field) {
        String normalized = Texts.normalize(text);
        Texts.fault(normalized).ifPresent(reason -> {
            throw new InvalidField(field, reason);
        });
        return normalized;
    }

    /** Strictly: elsewhere what is no UTF-8 silently becomes a replacement character. */
    private static String decode(String encoded, String where) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = digit(encoded, i + 1);
            int low = digit(encoded, i + 2);
            if (high < 0 || low < 0) {
                throw new InvalidField(where, "has a '%' that two hexadecimal digits do not follow");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidField(where, "is not encoded in UTF-8");
        }
    }

    private static int digit(String encoded, int index) {
        return index < encoded.length() ? Character.digit(encoded.charAt(index), 16) : -1;
    }

    private static final class Normalized extends HttpServletRequestWrapper {

        private final String path;
        private final @Nullable Map<String, String[]> parameters;

        Normalized(HttpServletRequest request, String path, @Nullable Map<String, String[]> parameters) {
            super(request);
            this.path = path;
            this.parameters = parameters;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            String before = super.getRequestURI();
            return path.equals(before) ? url : url.replace(url.length() - before.length(), url.length(), path);
        }

        @Override
        public String getServletPath() {
            return path.equals(super.getRequestURI())
                    ? super.getServletPath()
                    : UriUtils.decode(path.substring(getContextPath().length()), StandardCharsets.UTF_8);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return parameters == null ? super.getParameterMap() : Collections.unmodifiableMap(parameters);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(getParameterMap().keySet());
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = getParameterMap().get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return getParameterMap().get(name);
        }
    }
}
