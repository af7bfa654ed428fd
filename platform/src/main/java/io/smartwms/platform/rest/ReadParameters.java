package io.smartwms.platform.rest;

import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.Refusal;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.rest.core.mapping.MethodResourceMapping;
import org.springframework.data.rest.core.mapping.ResourceMappings;
import org.springframework.data.rest.core.mapping.ResourceMetadata;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses {@code page}, {@code size} and {@code sort} values that Spring Data would silently replace by others, searches that
 * do not say for what, and texts that not every database can compare with.
 */
class ReadParameters extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final EntityManagerFactory factory;
    private final ResourceMappings mappings;
    private final HandlerExceptionResolver problems;
    private final int maxSize;
    private volatile @Nullable Map<String, EntityType<?>> byPath;

    ReadParameters(
            EntityManagerFactory factory, ResourceMappings mappings, HandlerExceptionResolver problems, int maxSize) {
        this.factory = factory;
        this.mappings = mappings;
        this.problems = problems;
        this.maxSize = maxSize;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READS.contains(request.getMethod())) {
            String[] path = request.getRequestURI().split("/");
            try {
                checkTexts(request);
                checkSearch(request, path);
                within(request, "page", 0, Integer.MAX_VALUE / maxSize);
                within(request, "size", 1, maxSize);
                checkSort(request, path);
            } catch (Refusal refusal) {
                problems.resolveException(request, response, null, refusal);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** PostgreSQL has no text with the character 0, and takes none to compare with. */
    private static void checkTexts(HttpServletRequest request) {
        request.getParameterMap().forEach((name, values) -> {
            for (String value : values) {
                if (value.indexOf(0) >= 0) {
                    throw new InvalidField(name, "must not contain the character 0");
                }
            }
        });
    }

    private static void within(HttpServletRequest request, String name, int least, int most) {
        String value = request.getParameter(name);
        if (value == null) {
            return;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal below, which says the same
        }
        throw new InvalidField(name, "must be a whole number from %d to %d".formatted(least, most));
    }

    private void checkSort(HttpServletRequest request, String[] path) {
        String[] sorts = request.getParameterValues("sort");
        EntityType<?> entity =
                sorts == null || path.length < 2 ? null : entities().get(path[1]);
        if (entity == null) {
            return;
        }
        Set<String> fields =
                entity.getAttributes().stream().map(Attribute::getName).collect(Collectors.toSet());
        for (String sort : sorts) {
            String[] parts = sort.split(",");
            boolean directed = parts[parts.length - 1].matches("(?i)asc|desc");
            int names = directed && parts.length > 1 ? parts.length - 1 : parts.length;
            for (int i = 0; i < names; i++) {
                if (!fields.contains(parts[i])) {
                    throw new InvalidField(
                            "sort",
                            "must be one of %s, optionally followed by ,asc or ,desc"
                                    .formatted(fields.stream().sorted().collect(Collectors.joining(", "))));
                }
            }
        }
    }

    private void checkSearch(HttpServletRequest request, String[] path) {
        if (path.length != 4 || !path[2].equals("search") || !entities().containsKey(path[1])) {
            return;
        }
        for (MethodResourceMapping search :
                mappings.getSearchResourceMappings(entities().get(path[1]).getJavaType())) {
            if (search.getPath().matches(path[3])) {
                for (String name : search.getParametersMetadata().getParameterNames()) {
                    if (request.getParameter(name) == null) {
                        throw new InvalidField(name, "is needed for this search");
                    }
                }
            }
        }
    }

    /** What the repositories show, by the first part of its address. */
    private Map<String, EntityType<?>> entities() {
        Map<String, EntityType<?>> found = byPath;
        if (found == null) {
            found = new HashMap<>();
            for (EntityType<?> entity : factory.getMetamodel().getEntities()) {
                ResourceMetadata mapping = mappings.getMetadataFor(entity.getJavaType());
                if (mapping != null && mapping.isExported()) {
                    found.put(mapping.getPath().toString().replace("/", ""), entity);
                }
            }
            byPath = found;
        }
        return found;
    }
}
