package io.smartwms.platform.consumer;

import io.smartwms.platform.event.PrefetchedAggregate;
import io.smartwms.platform.wire.Envelope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitUtil;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads the aggregates of a batch of events with one query when the batch begins. Until its transaction ends, the repository's
 * {@code findById} is answered from here, also for missing ones: half of all events create their aggregate, and would each query
 * in vain.
 */
class BatchPrefetch implements MethodInterceptor {

    private final Class<?> type;
    private final EntityManager entities;
    private final PersistenceUnitUtil ids;

    BatchPrefetch(PrefetchedAggregate aggregate, EntityManagerFactory factory) {
        this.type = aggregate.type();
        this.entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
        this.ids = factory.getPersistenceUnitUtil();
    }

    Class<?> type() {
        return type;
    }

    /** Reads them in the current transaction, after it has taken its locks. */
    void read(Collection<Envelope> events) {
        List<Long> wanted = events.stream()
                .map(Envelope::key)
                .flatMap(BatchPrefetch::number)
                .distinct()
                .toList();
        List<?> found = entities.unwrap(Session.class).findMultiple(type, List.copyOf(wanted));
        Map<Long, @Nullable Object> prefetched = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            prefetched.put(wanted.get(i), found.get(i));
        }
        TransactionSynchronizationManager.bindResource(this, prefetched);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(BatchPrefetch.this);
            }
        });
    }

    /** Events about something else, a product for example, have other keys. */
    private static Stream<Long> number(String key) {
        try {
            return Stream.of(Long.valueOf(key));
        } catch (NumberFormatException aboutSomethingElse) {
            return Stream.empty();
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Map<Long, @Nullable Object> prefetched =
                (Map<Long, Object>) TransactionSynchronizationManager.getResource(this);
        if (prefetched == null) {
            return call.proceed();
        }
        return switch (call.getMethod().getName()) {
            case "findById" ->
                prefetched.containsKey(call.getArguments()[0])
                        ? Optional.ofNullable(prefetched.get(call.getArguments()[0]))
                        : call.proceed();
            case "save" -> {
                Object saved = call.proceed();
                prefetched.put((Long) ids.getIdentifier(saved), saved);
                yield saved;
            }
            default -> call.proceed();
        };
    }
}
