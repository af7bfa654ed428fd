package io.smartwms.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.springframework.data.rest.core.mapping.ResourceMappings;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Makes repositories read-only, hides their metadata, and refuses commands below {@code search}: with 405 or 404, before Data REST
 * reads the body and complains of its fields.
 */
class RepositoryReads implements HandlerInterceptor {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String DATA_REST = "org.springframework.data.rest.webmvc";
    /** Data REST's metadata of repositories, and properties of a row as resources of their own. */
    private static final Set<String> NOT_SHOWN = Set.of(
            "ProfileController",
            "AlpsController",
            "RepositorySchemaController",
            "RepositoryPropertyReferenceController");

    private final ResourceMappings mappings;

    RepositoryReads(ResourceMappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        if (handler instanceof HandlerMethod method && !isThere(method, request)) {
            // Becomes 404 if no other method is allowed either.
            throw new HttpRequestMethodNotSupportedException(request.getMethod());
        }
        return true;
    }

    /** Whether there is such a thing and the method can be used on it, which the handler alone does not say. */
    boolean isThere(HandlerMethod handler, HttpServletRequest request) {
        Map<?, ?> path =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts
                        ? parts
                        : Map.of();
        if (path.values().stream().anyMatch(part -> part.toString().isBlank())) {
            return false;
        }
        boolean read = READS.contains(request.getMethod());
        return handler.getBeanType().getPackageName().startsWith(DATA_REST)
                ? read && isShown(handler, path)
                : read || !isSearch(request.getRequestURI());
    }

    private boolean isSearch(String uri) {
        if (!uri.contains("/search")) {
            return false;
        }
        String[] path = uri.split("/");
        return path.length > 2 && path[2].equals("search") && mappings.exportsTopLevelResourceFor(path[1]);
    }

    private boolean isShown(HandlerMethod handler, Map<?, ?> path) {
        return !NOT_SHOWN.contains(handler.getBeanType().getSimpleName())
                && (!(path.get("search") instanceof String search)
                        || isMapped(String.valueOf(path.get("repository")), search));
    }

    private boolean isMapped(String repository, String search) {
        return StreamSupport.stream(mappings.spliterator(), false)
                .filter(each -> each.getPath().matches(repository))
                .anyMatch(each ->
                        mappings.getSearchResourceMappings(each.getDomainType()).getMappedMethod(search) != null);
    }
}
