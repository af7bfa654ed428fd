package io.smartwms.platform.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives every list of a repository a total order: the primary key is the last sort key, so that each row is on exactly one
 * page; without another it is the order, ascending.
 *
 * <p>The property that a search compares is the first sort key although it is the same in all rows: H2 and HSQLDB then read an
 * index that begins with it, where they would else sort.
 */
public class TotalOrder implements MethodInterceptor {

    private final Class<?> type;
    private final Supplier<String> id;
    private final Map<String, List<String>> compared = new ConcurrentHashMap<>();

    /** @param id the name of the entity's primary key; asked for when the first list is */
    public TotalOrder(Class<?> type, Supplier<String> id) {
        this.type = type;
        this.id = SingletonSupplier.of(id);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Object[] arguments = call.getArguments();
        int last = arguments.length - 1;
        if (last >= 0 && arguments[last] instanceof Pageable page && page.isPaged()) {
            arguments[last] = PageRequest.of(page.getPageNumber(), page.getPageSize(), total(page.getSort(), call));
            // Links to the next page repeat what was asked for.
            Object found = call.proceed();
            return found instanceof Page<?> rows
                    ? new PageImpl<>(rows.getContent(), page, rows.getTotalElements())
                    : found;
        }
        return call.proceed();
    }

    private Sort total(Sort wanted, MethodInvocation call) {
        List<Sort.Order> asked = wanted.toList();
        Direction first = asked.isEmpty() ? Direction.ASC : asked.get(0).getDirection();
        Direction last =
                asked.isEmpty() ? Direction.ASC : asked.get(asked.size() - 1).getDirection();
        Set<String> named = new LinkedHashSet<>();
        List<Sort.Order> orders = new ArrayList<>();
        Stream<Sort.Order> all = Stream.of(
                        lead(call).stream().map(property -> new Sort.Order(first, property)),
                        asked.stream(),
                        Stream.of(new Sort.Order(last, id.get())))
                .flatMap(each -> each);
        all.filter(order -> named.add(order.getProperty())).forEach(orders::add);
        return Sort.by(orders);
    }

    private List<String> lead(MethodInvocation call) {
        String method = call.getMethod().getName();
        return compared.computeIfAbsent(
                method,
                name -> !name.startsWith("findBy") || AnnotatedElementUtils.hasAnnotation(call.getMethod(), Query.class)
                        ? List.of()
                        : new PartTree(name, type)
                                .getParts(Part.Type.SIMPLE_PROPERTY)
                                .map(part -> part.getProperty().toDotPath())
                                .toList());
    }
}
