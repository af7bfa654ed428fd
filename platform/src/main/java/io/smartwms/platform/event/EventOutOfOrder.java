package io.smartwms.platform.event;

/**
 * Thrown by a policy that hears an event before the one it builds on. The event is kept aside, without holding up its
 * key, and is handed over again after each later event of the key.
 */
public class EventOutOfOrder extends RuntimeException {

    public EventOutOfOrder(String message) {
        super(message, null, false, false);
    }
}
