package io.smartwms.platform.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.aggregate.RepositoryAdvice;
import io.smartwms.platform.event.BatchLocks;
import io.smartwms.platform.event.PrefetchedAggregate;
import io.smartwms.platform.parking.ParkedEvents;
import io.smartwms.platform.wire.Envelope;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.messaging.Message;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/** Consumes events: the listener container, the policies that handle them, and the endpoint for parked events. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class ConsumerConfiguration {

    /** The binding through which all events are consumed. */
    public static final String BINDING = "events-in-0";

    @Bean
    Policies policies(ListableBeanFactory beans, JsonMapper json) {
        return new Policies(beans, json);
    }

    @Bean
    EventDispatcher eventDispatcher(
            Policies policies,
            ParkedEvents parked,
            ObjectProvider<BatchLocks> locks,
            ObjectProvider<BatchPrefetch> prefetch,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            WmsProperties properties) {
        Counter splitBatches = Counter.builder("wms.inbox.apart")
                .description("Batches that failed as a whole and were handled event by event")
                .register(meters);
        return new EventDispatcher(
                policies,
                parked,
                locks.getIfAvailable(),
                prefetch.getIfAvailable(),
                new TransactionTemplate(transactions),
                StartupLatch.OF_THIS_JVM,
                BatchLimiter.OF_THIS_JVM,
                splitBatches,
                properties.inbox());
    }

    /** The binder's child contexts publish the event as well. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> serviceIsReady(ApplicationContext service) {
        return event -> {
            if (event.getApplicationContext() == service) {
                StartupLatch.OF_THIS_JVM.countDown();
            }
        };
    }

    @Bean
    @ConditionalOnBean(PrefetchedAggregate.class)
    BatchPrefetch batchPrefetch(PrefetchedAggregate aggregate, EntityManagerFactory entities) {
        return new BatchPrefetch(aggregate, entities);
    }

    @Bean
    static BeanPostProcessor prefetchInRepositories(ObjectProvider<BatchPrefetch> prefetch) {
        return RepositoryAdvice.of(type -> prefetch.stream().filter(each -> each.type() == type));
    }

    /** The function that the binding {@code events-in-0} calls with every poll. */
    @Bean
    Consumer<Message<List<byte[]>>> events(EventDispatcher dispatcher) {
        return message -> dispatcher.accept(Envelope.batch(message));
    }

    @Bean
    KafkaHeaderMapper eventHeaderMapper() {
        return Envelope.headerMapper();
    }

    /**
     * The binder would skip a failed batch or send all of it to a dead letter topic; here it is retried with a backoff.
     */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<byte[], byte[]>> eventContainer(
            Policies policies, WmsProperties properties) {
        return (container, destination, group) -> {
            ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
            backOff.setMaxInterval(properties.inbox().maxBackoff().toMillis());
            DefaultErrorHandler errors = new DefaultErrorHandler(backOff);
            errors.setClassifications(Map.of(), true);
            errors.setLogLevel(KafkaException.Level.WARN);
            container.setCommonErrorHandler(errors);
            container.setBatchInterceptor(new SubscribedTypesFilter(policies));
            // A position lost in a crash means that events are read again, which changes nothing.
            container.getContainerProperties().setSyncCommits(false);
            container.getContainerProperties().setListenerTaskExecutor(lowPriorityThreads());
        };
    }

    /** Requests go first, events can wait. Whether the priority has an effect depends on the JVM (docs/adr/0015). */
    private static SimpleAsyncTaskExecutor lowPriorityThreads() {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("events-");
        threads.setThreadPriority(Thread.MIN_PRIORITY);
        return threads;
    }

    @Bean
    ParkedEndpoint parkedEndpoint(ParkedEvents parked, EventDispatcher dispatcher) {
        return new ParkedEndpoint(parked, dispatcher);
    }

    @Bean
    WaitingReleaser waitingReleaser(EventDispatcher dispatcher) {
        return new WaitingReleaser(dispatcher);
    }

    record WaitingReleaser(EventDispatcher dispatcher) {
        @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
        void release() {
            dispatcher.releaseWaiting();
        }
    }
}
