package io.smartwms.platform.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Something that happened to an aggregate, as it is published to the other services. A record; its simple class name is the
 * event's type on the wire and its components are the JSON body.
 *
 * <p>Register it where the state changes ({@code registerEvent} of {@code AbstractAggregateRoot}) and save the aggregate
 * inside a transaction: the event leaves with that transaction or not at all.
 */
public interface DomainEvent {

    /**
     * What the event happened to: the id of the order's parcel, or the product's. Events of one key are delivered in the order in which
     * they were registered; there is no order between keys.
     */
    @JsonIgnore
    String key();
}
