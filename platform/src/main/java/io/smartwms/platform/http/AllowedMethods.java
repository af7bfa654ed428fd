package io.smartwms.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** The methods that an address supports: those for which some handler mapping, of a repository or a controller, finds a handler. */
public class AllowedMethods {

    private static final List<HttpMethod> METHODS =
            List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final ObjectProvider<DispatcherServlet> dispatcher;
    private final RepositoryReads repositories;

    AllowedMethods(ObjectProvider<DispatcherServlet> dispatcher, RepositoryReads repositories) {
        this.dispatcher = dispatcher;
        this.repositories = repositories;
    }

    /** For the {@code Allow} header; empty if there is nothing at this address. */
    public Set<HttpMethod> of(HttpServletRequest request) {
        return of(request, request.getRequestURI());
    }

    /** @param path of the address, where the request has been dispatched to another by now */
    public Set<HttpMethod> of(HttpServletRequest request, String path) {
        Set<HttpMethod> allowed = new LinkedHashSet<>();
        for (HttpMethod method : METHODS) {
            if (isAllowed(new Probe(request, method.name(), path))) {
                allowed.add(method);
                if (method == HttpMethod.GET) {
                    allowed.add(HttpMethod.HEAD);
                }
            }
        }
        if (!allowed.isEmpty()) {
            allowed.add(HttpMethod.OPTIONS);
        }
        return allowed;
    }

    /** As the {@code Allow} header has them. */
    public static String header(Set<HttpMethod> allowed) {
        return allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    }

    private boolean isAllowed(Probe probe) {
        for (HandlerMapping mapping :
                Objects.requireNonNull(dispatcher.getObject().getHandlerMappings())) {
            HandlerExecutionChain chain = handler(mapping, probe);
            if (chain != null) {
                return chain.getHandler() instanceof HandlerMethod handler && repositories.isThere(handler, probe);
            }
        }
        return false;
    }

    private static @Nullable HandlerExecutionChain handler(HandlerMapping mapping, Probe probe) {
        try {
            return mapping.getHandler(probe);
        } catch (HttpRequestMethodNotSupportedException e) {
            return null;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same request with another method, without its headers; attributes that are set on it stay its own. */
    private static final class Probe extends HttpServletRequestWrapper {

        private final String method;
        private final String path;
        private final Map<String, @Nullable Object> attributes = new HashMap<>();

        Probe(HttpServletRequest request, String method, String path) {
            super(request);
            this.method = method;
            this.path = path;
            ServletRequestPathUtils.parseAndCache(this);
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return Collections.emptyEnumeration();
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.containsKey(name) ? attributes.get(name) : super.getAttribute(name);
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            attributes.put(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            attributes.put(name, null);
        }
    }
}
