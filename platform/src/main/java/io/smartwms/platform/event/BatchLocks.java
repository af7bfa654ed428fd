package io.smartwms.platform.event;

import java.util.List;

/**
 * Locks the rows that a batch of events changes, in the transaction that handles the batch and before its first event. A
 * service whose events lock rows has such a bean and locks them in one order: two instances that lock the same rows
 * in different orders deadlock, and the database aborts one of the batches.
 */
public interface BatchLocks {

    /** @param events the events as the service's policies will get them */
    void lock(List<Object> events);
}
