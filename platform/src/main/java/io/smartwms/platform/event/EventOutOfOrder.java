package io.smartwms.platform.event;

/**
 * Thrown by a policy that gets an event before the one it builds on. The event is parked, without blocking its
 * key, and is tried again after each later event of the key.
 */
public class EventOutOfOrder extends RuntimeException {

    public EventOutOfOrder(String message) {
        super(message, null, false, false);
    }
}
