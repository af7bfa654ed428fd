package io.smartwms.platform.inbox;

import io.smartwms.platform.event.BatchAggregate;
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
 * The aggregates of a batch of events, read with one query when the batch begins. Until its transaction ends, {@code
 * findById} of their repository is answered from here, also that there is none: half of all events make what they are about,
 * and would each ask in vain.
 */
class BatchReads implements MethodInterceptor {

    private final Class<?> type;
    private final EntityManager entities;
    private final PersistenceUnitUtil ids;

    BatchReads(BatchAggregate aggregate, EntityManagerFactory factory) {
        this.type = aggregate.type();
        this.entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
        this.ids = factory.getPersistenceUnitUtil();
    }

    Class<?> type() {
        return type;
    }

    /** Reads them in the current transaction, behind whatever locks it has taken. */
    void read(Collection<Envelope> events) {
        List<Long> wanted = events.stream()
                .map(Envelope::key)
                .flatMap(BatchReads::number)
                .distinct()
                .toList();
        List<?> found = entities.unwrap(Session.class).findMultiple(type, List.copyOf(wanted));
        Map<Long, @Nullable Object> known = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            known.put(wanted.get(i), found.get(i));
        }
        TransactionSynchronizationManager.bindResource(this, known);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(BatchReads.this);
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
        Map<Long, @Nullable Object> known = (Map<Long, Object>) TransactionSynchronizationManager.getResource(this);
        if (known == null) {
            return call.proceed();
        }
        return switch (call.getMethod().getName()) {
            case "findById" ->
                known.containsKey(call.getArguments()[0])
                        ? Optional.ofNullable(known.get(call.getArguments()[0]))
                        : call.proceed();
            case "save" -> {
                Object saved = call.proceed();
                known.put((Long) ids.getIdentifier(saved), saved);
                yield saved;
            }
            default -> call.proceed();
        };
    }
}
