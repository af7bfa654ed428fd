package io.smartwms.platform.event;

import java.time.Instant;

/**
 * The attributes of an event.
 *
 * @param id unique per event, the same in every repetition of it
 * @param type the event's name, for example {@code Ordered}
 * @param key what it happened to (see {@link DomainEvent#key()})
 * @param time when it happened, as the service that published it saw the clock
 */
public record EventContext(String id, String type, String key, Instant time) {}
