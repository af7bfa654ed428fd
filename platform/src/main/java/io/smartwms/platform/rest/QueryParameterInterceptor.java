package io.smartwms.platform.rest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smartwms.platform.problem.InvalidField;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.rest.core.mapping.MethodResourceMapping;
import org.springframework.data.rest.core.mapping.ResourceMappings;
import org.springframework.data.rest.core.mapping.ResourceMetadata;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses parameters that whoever answers does not know, and values that Spring Data would silently replace by others: nothing
 * that was sent is ignored.
 */
public class QueryParameterInterceptor implements HandlerInterceptor {

    private static final List<String> OF_LISTS = List.of("page", "size", "sort");

    private final EntityManagerFactory factory;
    private final ResourceMappings mappings;
    private final int maxSize;
    private final Map<Class<?>, Set<String>> shown = new ConcurrentHashMap<>();
    private final Map<HandlerMethod, Wanted> ofControllers = new ConcurrentHashMap<>();

    QueryParameterInterceptor(EntityManagerFactory factory, ResourceMappings mappings, int maxSize) {
        this.factory = factory;
        this.mappings = mappings;
        this.maxSize = maxSize;
    }

    /**
     * What a resource knows.
     *
     * @param needed those that have to be there
     * @param sortable what its list can be sorted by; empty if it is no list
     */
    private record Wanted(Collection<String> needed, Collection<String> known, Set<String> sortable) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && !isOperation(method)) {
            boolean repository =
                    method.getBeanType().getPackageName().startsWith("org.springframework.data.rest.webmvc");
            if (repository) {
                check(request, ofRepository(request.getRequestURI().split("/")));
            } else if (request.getQueryString() != null) {
                check(request, ofControllers.computeIfAbsent(method, this::ofController));
            }
        }
        return true;
    }

    private static boolean isOperation(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("org.springframework.boot");
    }

    private void check(HttpServletRequest request, Wanted wanted) {
        Map<String, String[]> sent = request.getParameterMap();
        sent.forEach((name, values) -> {
            if (!wanted.known().contains(name)) {
                throw new InvalidField(
                        brief(name),
                        wanted.known().isEmpty()
                                ? "is not known here, nor any other parameter"
                                : "is not known here; known are " + String.join(", ", wanted.known()));
            }
            if (values.length > 1 && !name.equals("sort")) {
                throw new InvalidField(name, "must be given once");
            }
            for (String value : values) {
                // PostgreSQL has no text with the character 0, and takes none to compare with.
                if (value.indexOf(0) >= 0) {
                    throw new InvalidField(name, "must not contain the character 0");
                }
            }
        });
        for (String name : wanted.needed()) {
            if (!sent.containsKey(name)) {
                throw new InvalidField(name, "is needed for this search");
            }
            if (sent.get(name)[0].isEmpty()) {
                throw new InvalidField(name, "must not be empty");
            }
        }
        if (!wanted.sortable().isEmpty()) {
            within(request, "page", 0, Integer.MAX_VALUE / maxSize);
            within(request, "size", 1, maxSize);
            checkSort(sort(request), wanted.sortable());
        }
    }

    /** Java's own parsing takes a sign, and the digits of any script. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private static void within(HttpServletRequest request, String name, int least, int most) {
        String value = request.getParameter(name);
        if (value == null) {
            return;
        }
        if (DIGITS.matcher(value).matches()) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return;
            }
        }
        throw new InvalidField(name, "must be a whole number from %d to %d".formatted(least, most));
    }

    /** The parameters {@code sort}, read as Spring Data does; nothing in between is left out as it does. */
    public static Sort sort(HttpServletRequest request) {
        String[] sorts = request.getParameterValues("sort");
        List<Sort.Order> orders = new ArrayList<>();
        for (String sort : sorts == null ? new String[0] : sorts) {
            List<String> names = new ArrayList<>(Arrays.asList(sort.split(",", -1)));
            Direction direction = names.size() == 1
                    ? Direction.ASC
                    : Direction.fromOptionalString(names.get(names.size() - 1)).orElse(null);
            if (direction == null) {
                direction = Direction.ASC;
            } else if (names.size() > 1) {
                names.remove(names.size() - 1);
            }
            for (String name : names) {
                orders.add(new Sort.Order(direction, name.isEmpty() ? "," : name));
            }
        }
        return Sort.by(orders);
    }

    private static void checkSort(Sort sort, Set<String> sortable) {
        Set<String> named = new LinkedHashSet<>();
        for (Sort.Order order : sort) {
            if (!sortable.contains(order.getProperty())) {
                throw new InvalidField(
                        "sort",
                        "must be one of %s, optionally followed by ,asc or ,desc"
                                .formatted(String.join(", ", sortable)));
            }
            if (!named.add(order.getProperty())) {
                throw new InvalidField("sort", "must not name %s twice".formatted(order.getProperty()));
            }
        }
    }

    private Wanted ofRepository(String[] path) {
        ResourceMetadata repository = path.length < 2 ? null : repository(path[1]);
        if (repository == null) {
            return new Wanted(List.of(), List.of(), Set.of());
        }
        Set<String> sortable = shown(repository.getDomainType());
        if (path.length == 2) {
            return new Wanted(List.of(), OF_LISTS, sortable);
        }
        if (path.length == 4 && path[2].equals("search")) {
            for (MethodResourceMapping search : mappings.getSearchResourceMappings(repository.getDomainType())) {
                if (search.getPath().matches(path[3])) {
                    List<String> needed = search.getParametersMetadata().getParameterNames();
                    List<String> known = new ArrayList<>(needed);
                    if (search.isPagingResource()) {
                        known.addAll(OF_LISTS);
                    }
                    return new Wanted(needed, known, search.isPagingResource() ? sortable : Set.of());
                }
            }
        }
        return new Wanted(List.of(), List.of(), Set.of());
    }

    private @Nullable ResourceMetadata repository(String path) {
        return mappings.stream()
                .filter(each -> each.isExported() && each.getPath().matches(path))
                .findFirst()
                .orElse(null);
    }

    private Wanted ofController(HandlerMethod method) {
        List<String> known = new ArrayList<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared != null) {
                String name = StringUtils.hasText(declared.name()) ? declared.name() : declared.value();
                known.add(
                        StringUtils.hasText(name)
                                ? name
                                : parameter.getParameter().getName());
            }
        }
        ListOf list = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), ListOf.class);
        if (list == null) {
            return new Wanted(List.of(), known, Set.of());
        }
        known.addAll(OF_LISTS);
        Set<String> sortable =
                list.sortableBy().length == 0 ? shown(list.value()) : new TreeSet<>(List.of(list.sortableBy()));
        return new Wanted(List.of(), known.stream().distinct().toList(), sortable);
    }

    /** The fields of an entity that a list shows, and can be sorted by. */
    private Set<String> shown(Class<?> entity) {
        return shown.computeIfAbsent(
                entity,
                type -> factory.getMetamodel().entity(type).getAttributes().stream()
                        .filter(field -> !(field instanceof SingularAttribute<?, ?> single && single.isVersion()))
                        .filter(field -> !isHidden(field))
                        .map(Attribute::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean isHidden(Attribute<?, ?> field) {
        return field.getJavaMember() instanceof AnnotatedElement member && member.isAnnotationPresent(JsonIgnore.class);
    }

    private static String brief(String text) {
        return text.length() <= 50 ? text : text.substring(0, 50) + "…";
    }
}
