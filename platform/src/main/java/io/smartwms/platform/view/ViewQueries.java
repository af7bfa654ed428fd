package io.smartwms.platform.view;

import io.smartwms.platform.problem.InvalidField;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.jpa.repository.query.QueryUtils;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The reading side of a view: answers {@code findAll(Pageable)} and the searches of its repository so that a page costs the
 * same at a thousand rows and at a million. Rows come in the order of an index; totals come from the counters; the second
 * half of a list is read from its end, and deep in the list of all rows the counters tell where to begin.
 *
 * <p>Total, counters and rows must be of one moment, else rows that arrive in between would shift the page. So the
 * repository has to be {@code @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)}.
 */
class ViewQueries<T extends ViewRow> implements MethodInterceptor {

    /** Up to here rows are sorted by whatever is asked for; beyond it only by what an index holds sorted, or the id. */
    private static final int MAX_TO_SORT = 10_000;

    private final View<T> view;
    private final EntityManager entities;
    private final Map<String, List<Part>> parts = new ConcurrentHashMap<>();

    ViewQueries(View<T> view, EntityManager entities) {
        this.view = view;
        this.entities = entities;
    }

    /** What the rows of a search have in common. */
    private record Condition(String property, Part.Type type, Object value) {

        boolean isEqual() {
            return type == Part.Type.SIMPLE_PROPERTY;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        Predicate on(Root<?> row, CriteriaBuilder builder, boolean asRange) {
            Path path = row.get(property);
            Comparable bound = (Comparable) value;
            return switch (type) {
                case SIMPLE_PROPERTY -> asRange ? builder.between(path, bound, bound) : builder.equal(path, bound);
                case GREATER_THAN_EQUAL -> builder.greaterThanOrEqualTo(path, bound);
                case LESS_THAN_EQUAL -> builder.lessThanOrEqualTo(path, bound);
                case LESS_THAN -> builder.lessThan(path, bound);
                default -> throw new IllegalStateException("A view has no searches by " + type);
            };
        }
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Object[] arguments = call.getArguments();
        if (arguments.length == 0 || !(arguments[arguments.length - 1] instanceof Pageable page) || page.isUnpaged()) {
            return call.proceed();
        }
        Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
        if (isolation == null || isolation < TransactionDefinition.ISOLATION_REPEATABLE_READ) {
            throw new IllegalStateException("Lists of a view are read in one REPEATABLE_READ transaction");
        }
        List<Part> wanted = parts.computeIfAbsent(
                call.getMethod().getName(),
                name -> name.equals("findAll")
                        ? List.of()
                        : new PartTree(name, view.type())
                                .stream().flatMap(PartTree.OrPart::stream).toList());
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String property = wanted.get(i).getProperty().toDotPath();
            Part.Type type = wanted.get(i).getType();
            conditions.add(new Condition(
                    property, type, arguments[i] instanceof Duration duration ? time(type, duration) : arguments[i]));
        }
        return page(conditions, page);
    }

    /** Times are stored; asked for is how long ago something was ({@code <=}), or within what time it will be ({@code <}). */
    private static Instant time(Part.Type type, Duration duration) {
        return type == Part.Type.LESS_THAN
                ? Instant.now().plus(duration)
                : Instant.now().minus(duration);
    }

    private Page<T> page(List<Condition> conditions, Pageable page) {
        long total = total(conditions);
        boolean indexed = isIndexed(conditions, page.getSort(), total);
        long left = total - page.getOffset();
        if (left <= 0) {
            return new PageImpl<>(List.of(), page, total);
        }
        int size = (int) Math.min(page.getPageSize(), left);
        // Only where no column is null: where nulls are differs between ascending and the reverse of descending.
        boolean fromTheEnd = indexed && page.getOffset() > total / 2;
        long skip = fromTheEnd ? left - size : page.getOffset();
        Sort sort = fromTheEnd ? page.getSort().reverse() : page.getSort();
        List<T> rows = new ArrayList<>(rows(conditions, sort, Math.toIntExact(skip), size));
        if (fromTheEnd) {
            Collections.reverse(rows);
        }
        return new PageImpl<>(rows, page, total);
    }

    private long total(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return view.rows();
        }
        Condition first = conditions.get(0);
        if (conditions.size() == 1 && first.isEqual() && view.isCounted(first.property())) {
            return view.count(first.property(), first.value());
        }
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<Long> query = builder.createQuery(Long.class);
        Root<T> row = query.from(view.type());
        query.select(builder.count(row)).where(where(conditions, row, builder, false));
        return entities.createQuery(query).getSingleResult();
    }

    private static Predicate[] where(
            List<Condition> conditions, Root<?> row, CriteriaBuilder builder, boolean asRange) {
        return conditions.stream()
                .map(condition -> condition.on(row, builder, asRange))
                .toArray(Predicate[]::new);
    }

    /** Whether an index has the rows in this order. Another order is refused where the rows are too many to sort. */
    private boolean isIndexed(List<Condition> conditions, Sort sort, long total) {
        List<String> names = sort.map(Sort.Order::getProperty).toList();
        Direction direction = sort.iterator().next().getDirection();
        boolean oneWay = sort.stream().allMatch(order -> order.getDirection() == direction);
        List<List<String>> indexes = indexes(conditions);
        if (oneWay && indexes.contains(names)) {
            return true;
        }
        if (total > MAX_TO_SORT && !names.equals(List.of("id"))) {
            String choices = indexes.stream()
                    .map(index -> index.stream()
                            .filter(name -> conditions.stream()
                                    .noneMatch(each ->
                                            each.isEqual() && each.property().equals(name)))
                            .findFirst()
                            .orElse("id"))
                    .distinct()
                    .collect(Collectors.joining(" or "));
            throw new InvalidField(
                    "sort",
                    "this list has %d rows; with more than %d it can only be sorted by %s, in one direction"
                            .formatted(total, MAX_TO_SORT, choices));
        }
        return false;
    }

    /** The orders that are there ready made, as {@link io.smartwms.platform.aggregate.TotalOrder} asks for them. */
    private List<List<String>> indexes(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return List.of(List.of("id"));
        }
        String property = conditions.get(0).property();
        if (!conditions.get(0).isEqual()) {
            return List.of(List.of(property, "id"));
        }
        return view.orders().containsKey(property)
                ? List.of(
                        List.of(property, "id"), List.of(property, view.orders().get(property), "id"))
                : List.of(List.of(property, "id"));
    }

    private List<T> rows(List<Condition> conditions, Sort sort, int skip, int size) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<T> query = builder.createQuery(view.type());
        Root<T> row = query.from(view.type());
        int passed = 0;
        if (conditions.isEmpty()) {
            Sort.Order first = sort.iterator().next();
            Optional<RowCounts.Position> begin = first.getProperty().equals("id")
                    ? view.counts().position(skip, first.isDescending())
                    : Optional.empty();
            if (begin.isPresent()) {
                long id = begin.get().id();
                query.where(
                        first.isDescending()
                                ? builder.lessThanOrEqualTo(row.get("id"), id)
                                : builder.greaterThanOrEqualTo(row.get("id"), id));
                passed = Math.toIntExact(begin.get().passed());
            }
        } else {
            // Of several indexes that begin with the column, HSQLDB takes the first for =, and the longest for a range.
            boolean longest = sort.stream().count() > 2;
            query.where(where(conditions, row, builder, longest));
        }
        query.orderBy(QueryUtils.toOrders(sort, row, builder));
        return entities.createQuery(query)
                .setFirstResult(skip - passed)
                .setMaxResults(size)
                .getResultList();
    }
}
