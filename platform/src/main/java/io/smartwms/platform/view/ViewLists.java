package io.smartwms.platform.view;

import io.smartwms.platform.problem.InvalidField;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.jpa.repository.query.QueryUtils;
import org.springframework.util.StringUtils;

/**
 * The reading side of a view: answers {@code findAll(Pageable)} and {@code findBy<Property>(value, Pageable)} of its
 * repository so that a page costs the same at a thousand rows and at a million. Rows come in the order of the list's index,
 * newest first; totals come from the counters; the second half of a list is read from its end, and deep in the list of all rows the
 * counters tell where to begin.
 */
class ViewLists<T extends ViewRow> implements MethodInterceptor {

    /** Up to here rows are sorted by whatever is asked for; beyond it only by what an index holds sorted. */
    private static final int MOST_TO_SORT = 10_000;

    private static final List<String> BY_ID = List.of("id");

    private final View<T> view;
    private final EntityManager entities;

    ViewLists(View<T> view, EntityManager entities) {
        this.view = view;
        this.entities = entities;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Object[] arguments = call.getArguments();
        String method = call.getMethod().getName();
        if (arguments.length == 0 || !(arguments[arguments.length - 1] instanceof Pageable page) || page.isUnpaged()) {
            return call.proceed();
        }
        if (method.equals("findAll")) {
            return page(null, null, page);
        }
        String property = StringUtils.uncapitalize(method.substring("findBy".length()));
        if (arguments[0] == null) {
            throw new InvalidField(property, "must be given");
        }
        return page(property, arguments[0], page);
    }

    private Page<T> page(@Nullable String property, @Nullable Object value, Pageable page) {
        long total = total(property, value);
        Sort sort = sort(property, page.getSort(), total);
        long left = total - page.getOffset();
        if (left <= 0) {
            return new PageImpl<>(List.of(), page, total);
        }
        int size = (int) Math.min(page.getPageSize(), left);
        boolean fromTheEnd = page.getOffset() > total / 2;
        long skip = fromTheEnd ? left - size : page.getOffset();
        List<T> rows =
                new ArrayList<>(rows(property, value, fromTheEnd ? sort.reverse() : sort, Math.toIntExact(skip), size));
        if (fromTheEnd) {
            Collections.reverse(rows);
        }
        return new PageImpl<>(rows, page, total);
    }

    private long total(@Nullable String property, @Nullable Object value) {
        if (property == null) {
            return view.rows();
        }
        if (view.isCounted(property)) {
            return view.count(property, value);
        }
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<Long> query = builder.createQuery(Long.class);
        Root<T> row = query.from(view.type());
        query.select(builder.count(row)).where(builder.equal(row.get(property), value));
        return entities.createQuery(query).getSingleResult();
    }

    /** All in one direction, and led by the list's own property: only then HSQLDB reads the index instead of sorting. */
    private Sort sort(@Nullable String property, Sort wanted, long total) {
        List<String> indexed = property == null ? BY_ID : view.orders().getOrDefault(property, BY_ID);
        Direction direction =
                wanted.stream().map(Sort.Order::getDirection).findFirst().orElse(Direction.DESC);
        List<String> names = wanted.stream().map(Sort.Order::getProperty).toList();
        boolean oneWay = wanted.stream().allMatch(order -> order.getDirection() == direction);
        if (oneWay && names.size() <= indexed.size() && names.equals(indexed.subList(0, names.size()))) {
            Sort lead = property == null ? Sort.unsorted() : Sort.by(direction, property);
            return lead.and(Sort.by(direction, indexed.toArray(String[]::new)));
        }
        if (total > MOST_TO_SORT) {
            throw new InvalidField(
                    "sort",
                    "this list has %d rows; with more than %d it can only be sorted by %s, in one direction"
                            .formatted(total, MOST_TO_SORT, String.join(", ", indexed)));
        }
        return wanted.and(Sort.by(direction, "id"));
    }

    private List<T> rows(@Nullable String property, @Nullable Object value, Sort sort, int skip, int size) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<T> query = builder.createQuery(view.type());
        Root<T> row = query.from(view.type());
        int passed = 0;
        if (property != null) {
            query.where(builder.equal(row.get(property), value));
        } else {
            Sort.Order first = sort.iterator().next();
            Optional<View.Place> begin =
                    first.getProperty().equals("id") ? view.place(skip, first.isDescending()) : Optional.empty();
            if (begin.isPresent()) {
                long id = begin.get().id();
                query.where(
                        first.isDescending()
                                ? builder.lessThanOrEqualTo(row.get("id"), id)
                                : builder.greaterThanOrEqualTo(row.get("id"), id));
                passed = Math.toIntExact(begin.get().passed());
            }
        }
        query.orderBy(QueryUtils.toOrders(sort, row, builder));
        return entities.createQuery(query)
                .setFirstResult(skip - passed)
                .setMaxResults(size)
                .getResultList();
    }
}
