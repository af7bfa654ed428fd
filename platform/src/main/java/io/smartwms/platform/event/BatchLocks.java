package io.smartwms.platform.event;

import java.util.List;

/**
 * Locks what a batch of events is about, before the first of them is handled and in the transaction that handles them all. A
 * service whose events lock rows has such a bean and takes them in one order for all: two instances that lock the same rows
 * in different orders deadlock, and the database aborts one of the batches.
 */
public interface BatchLocks {

    /** @param events the events as the service's policies will get them */
    void lock(List<Object> events);
}
