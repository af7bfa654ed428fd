package io.smartwms.platform.consumer;

import io.smartwms.platform.event.PrefetchedAggregate;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitUtil;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
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
import org.springframework.data.repository.CrudRepository;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads the aggregates of a batch of events with one query when the batch begins. Until its transaction ends, the repository's
 * {@code findById} is answered from here, also for missing ones: half of all events create their aggregate, and would each query
 * in vain.
 */
class BatchPrefetch implements MethodInterceptor {

    private static final Method FIND_BY_ID = ClassUtils.getMethod(CrudRepository.class, "findById", Object.class);
    private static final Method SAVE = ClassUtils.getMethod(CrudRepository.class, "save", Object.class);

    private static final ClassValue<Optional<Method>> ID = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> event) {
            return Arrays.stream(event.getRecordComponents())
                    .filter(component -> component.getName().equals("id") && component.getType() == long.class)
                    .map(RecordComponent::getAccessor)
                    .peek(ReflectionUtils::makeAccessible)
                    .findFirst();
        }
    };

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

    /**
     * Reads them in the current transaction, after it has taken its locks.
     *
     * @param events as their policies get them; each names its aggregate by a component {@code id}, or is about something else
     */
    void read(Collection<Object> events) {
        List<Long> wanted =
                events.stream().flatMap(BatchPrefetch::id).distinct().toList();
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

    private static Stream<Long> id(Object event) {
        return ID.get(event.getClass()).map(accessor -> (Long) ReflectionUtils.invokeMethod(accessor, event)).stream();
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Map<Long, @Nullable Object> prefetched =
                (Map<Long, Object>) TransactionSynchronizationManager.getResource(this);
        if (prefetched == null) {
            return call.proceed();
        }
        Method method = call.getMethod();
        if (method.equals(FIND_BY_ID) && prefetched.containsKey(call.getArguments()[0])) {
            return Optional.ofNullable(prefetched.get(call.getArguments()[0]));
        }
        Object result = call.proceed();
        if (method.equals(SAVE) && result != null) {
            prefetched.put((Long) ids.getIdentifier(result), result);
        }
        return result;
    }
}
