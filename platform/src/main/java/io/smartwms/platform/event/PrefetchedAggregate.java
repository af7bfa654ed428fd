package io.smartwms.platform.event;

/**
 * Names the aggregate that a service's events are about; their component {@code id} is its id. A service with such a bean
 * reads the aggregates of a batch with one query instead of one for each event; its policies use their repository as usual.
 *
 * @param type an entity whose id is a {@code Long}
 */
public record PrefetchedAggregate(Class<?> type) {}
