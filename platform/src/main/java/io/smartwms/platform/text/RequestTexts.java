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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UriUtils;

/** Applies the rule of {@link Texts} to what stands in the address: its path and its parameters, for whoever reads them. */
class RequestTexts extends OncePerRequestFilter {

    private final HandlerExceptionResolver problems;

    RequestTexts(HandlerExceptionResolver problems) {
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
        String newPath = path.indexOf('%') < 0 ? path : path(path);
        boolean samePath = newPath.equals(path);
        return samePath && query == null
                ? request
                : new Normalized(request, samePath ? null : newPath, query == null ? null : parameters(query));
    }

    private static String path(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> segment.indexOf('%') < 0 ? segment : segment(segment))
                .reduce((left, right) -> left + "/" + right)
                .orElse("");
    }

    private static String segment(String segment) {
        String decoded = decoded("path", segment, false);
        String text = text("path", decoded);
        return text.equals(decoded) ? segment : UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String[]> parameters(String query) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = text("query", decoded("query", equals < 0 ? pair : pair.substring(0, equals), true));
                String value = equals < 0 ? "" : text(name, decoded(name, pair.substring(equals + 1), true));
                found.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        found.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return parameters;
    }

    private static String text(String name, String raw) {
        try {
            return Texts.normalized(raw);
        } catch (Texts.Refused e) {
            throw new InvalidField(name, e.reason());
        }
    }

    /** Strictly: Java's own decoder replaces what it cannot read by question marks. */
    private static String decoded(String name, String encoded, boolean plusIsSpace) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int high = hex(encoded, i + 1);
                int low = hex(encoded, i + 2);
                if (high < 0 || low < 0) {
                    throw new InvalidField(name, "has a % that two hexadecimal digits do not follow");
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidField(name, "is not valid UTF-8");
        }
    }

    private static int hex(String text, int at) {
        char c = at < text.length() ? text.charAt(at) : 'x';
        return c < 0x7f ? Character.digit(c, 16) : -1;
    }

    private static final class Normalized extends HttpServletRequestWrapper {

        private final @Nullable String path;
        private final @Nullable Map<String, String[]> parameters;

        Normalized(HttpServletRequest request, @Nullable String path, @Nullable Map<String, String[]> parameters) {
            super(request);
            this.path = path;
            this.parameters = parameters;
        }

        @Override
        public String getRequestURI() {
            return path == null ? super.getRequestURI() : path;
        }

        /** All of the path belongs to the one servlet that there is. */
        @Override
        public String getServletPath() {
            return path == null ? super.getServletPath() : UriUtils.decode(path, StandardCharsets.UTF_8);
        }

        @Override
        public @Nullable String getParameter(String name) {
            if (parameters == null) {
                return super.getParameter(name);
            }
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            if (parameters == null) {
                return super.getParameterValues(name);
            }
            String[] values = parameters.get(name);
            return values == null ? null : values.clone();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return parameters == null ? super.getParameterMap() : Collections.unmodifiableMap(parameters);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return parameters == null ? super.getParameterNames() : Collections.enumeration(parameters.keySet());
        }
    }
}
