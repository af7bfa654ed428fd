package io.smartwms.platform.event;

/**
 * Says what a service's events are about: one aggregate for each key, which is the aggregate's id. A service with such a bean
 * reads the aggregates of a batch with one query instead of one for each event; its policies ask their repository as ever.
 *
 * @param type an entity whose id is a {@code Long}
 */
public record PrefetchedAggregate(Class<?> type) {}
