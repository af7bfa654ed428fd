package io.smartwms.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.database.DiskSpaceGuard;
import jakarta.persistence.EntityManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import tools.jackson.databind.json.JsonMapper;

/** Events out: the table, the relay, and what an operator sees of them. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxConfiguration.class);

    @Bean
    Outbox outbox(JdbcTemplate jdbc, EntityManagerFactory entities, JsonMapper json, WmsProperties properties) {
        return new Outbox(jdbc, SharedEntityManagerCreator.createSharedEntityManager(entities), json, properties);
    }

    @Bean
    OutboxRelay outboxRelay(
            Outbox outbox,
            JdbcTemplate jdbc,
            DiskSpaceGuard disk,
            EventSender sender,
            WmsProperties properties,
            @Value("${spring.application.name}") String service) {
        Lease lease = new Lease(jdbc, "outbox-relay", properties.outbox().lease());
        return new OutboxRelay(outbox, lease, disk, sender, properties, service);
    }

    @Bean
    EventSender eventSender() {
        return new EventSender();
    }

    /** A service is ready without a broker; its log says that the broker is missing. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> absentBroker(EventSender sender, @Value("${wms.broker}") String broker) {
        return ready -> {
            if (!sender.isBound()) {
                LOG.warn("The broker {} has not been reached yet, it is tried again and again", broker);
            }
        };
    }

    @Bean
    MeterBinder outboxMetrics(Outbox outbox) {
        return (MeterRegistry registry) -> {
            Gauge.builder("wms.outbox.backlog", outbox, Outbox::backlog)
                    .description("Events that wait for the broker")
                    .register(registry);
            Gauge.builder("wms.outbox.age", outbox, Outbox::ageSeconds)
                    .description("How long the oldest event has waited")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    /** Details, never a verdict: a backlog is no reason to restart a service or to send its customers away. */
    @Bean
    HealthIndicator outboxHealthIndicator(Outbox outbox, OutboxRelay relay) {
        return () -> Health.up()
                .withDetail("backlog", outbox.backlog())
                .withDetail("ageSeconds", outbox.ageSeconds())
                .withDetail("relay", relay.sends() ? "sends" : "stands by")
                .build();
    }
}
