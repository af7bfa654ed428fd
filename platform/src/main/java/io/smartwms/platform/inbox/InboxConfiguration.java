package io.smartwms.platform.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.aggregate.RepositoryAdvice;
import io.smartwms.platform.event.BatchAggregate;
import io.smartwms.platform.event.BatchLocks;
import io.smartwms.platform.inbox.ParkedEvents.State;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
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

/** Events in: the consumer, the policies, and what is kept aside. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class InboxConfiguration {

    /** The binding through which all events come in. */
    public static final String BINDING = "events-in-0";

    /** Forgets everything that is kept aside, when the topic is about to be read from its beginning. */
    public interface ParkedCleaner extends Runnable {}

    @Bean
    Policies policies(ListableBeanFactory beans, JsonMapper json) {
        return new Policies(beans, json);
    }

    @Bean
    ParkedEvents parkedEvents(JdbcTemplate jdbc) {
        return new ParkedEvents(jdbc);
    }

    @Bean
    ParkedCleaner parkedCleaner(ParkedEvents parked) {
        return parked::clear;
    }

    @Bean
    Inbox inbox(
            Policies policies,
            ParkedEvents parked,
            ObjectProvider<BatchLocks> locks,
            ObjectProvider<BatchReads> reads,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            WmsProperties properties) {
        Counter apart = Counter.builder("wms.inbox.apart")
                .description("Batches handled event by event, because as a whole they failed")
                .register(meters);
        return new Inbox(
                policies,
                parked,
                locks.getIfAvailable(),
                reads.getIfAvailable(),
                new TransactionTemplate(transactions),
                StartupLatch.OF_THIS_JVM,
                Turns.OF_THIS_JVM,
                apart,
                properties.inbox());
    }

    /** The binder's child contexts report that they are ready as well; they are no services. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> serviceIsReady(ApplicationContext service) {
        return event -> {
            if (event.getApplicationContext() == service) {
                StartupLatch.OF_THIS_JVM.countDown();
            }
        };
    }

    @Bean
    @ConditionalOnBean(BatchAggregate.class)
    BatchReads batchReads(BatchAggregate aggregate, EntityManagerFactory entities) {
        return new BatchReads(aggregate, entities);
    }

    @Bean
    static BeanPostProcessor batchReadsOfRepositories(ObjectProvider<BatchReads> reads) {
        return RepositoryAdvice.of(type -> reads.stream().filter(each -> each.type() == type));
    }

    /** The function that the binding {@code events-in-0} calls with every poll. */
    @Bean
    Consumer<Message<List<byte[]>>> events(Inbox inbox) {
        return message -> inbox.accept(Envelope.batch(message));
    }

    @Bean
    KafkaHeaderMapper eventHeaderMapper() {
        return Envelope.headerMapper();
    }

    /**
     * The binder's own way with a failed batch is to drop it or to park all of it; ours is to wait and try again.
     */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<byte[], byte[]>> inboxContainer(
            Policies policies, WmsProperties properties) {
        return (container, destination, group) -> {
            ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
            backOff.setMaxInterval(properties.inbox().maxBackoff().toMillis());
            DefaultErrorHandler errors = new DefaultErrorHandler(backOff);
            errors.setClassifications(Map.of(), true);
            errors.setLogLevel(KafkaException.Level.WARN);
            container.setCommonErrorHandler(errors);
            container.setBatchInterceptor(new HeardOnly(policies));
            // A position lost in a crash means events heard again, which changes nothing.
            container.getContainerProperties().setSyncCommits(false);
            container.getContainerProperties().setListenerTaskExecutor(patientThreads());
        };
    }

    /** Whoever waits for an answer goes first; events can wait. It is for the JVM to say what a priority is worth. */
    private static SimpleAsyncTaskExecutor patientThreads() {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("events-");
        threads.setThreadPriority(Thread.MIN_PRIORITY);
        return threads;
    }

    @Bean
    ParkedEndpoint parkedEndpoint(ParkedEvents parked, Inbox inbox) {
        return new ParkedEndpoint(parked, inbox);
    }

    @Bean
    WaitingReleaser waitingReleaser(Inbox inbox) {
        return new WaitingReleaser(inbox);
    }

    record WaitingReleaser(Inbox inbox) {
        @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
        void release() {
            inbox.releaseWaiting();
        }
    }

    @Bean
    MeterBinder parkedMetrics(ParkedEvents parked) {
        return registry -> {
            for (State state : State.values()) {
                Gauge.builder("wms.parked", parked, p -> p.count(state))
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .description("Events kept aside")
                        .register(registry);
            }
        };
    }

    /** Details, never a verdict: a parked event is work for an operator, no reason to restart the service. */
    @Bean
    HealthIndicator parkedHealthIndicator(ParkedEvents parked) {
        return () -> {
            Health.Builder health = Health.up();
            for (State state : State.values()) {
                health.withDetail(state.name().toLowerCase(Locale.ROOT), parked.count(state));
            }
            return health.build();
        };
    }
}
