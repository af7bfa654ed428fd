package io.smartwms.platform.parking;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.smartwms.platform.parking.ParkedEvents.State;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Parked events, and what an operator sees of them. */
@Configuration(proxyBeanMethods = false)
public class ParkingConfiguration {

    @Bean
    ParkedEvents parkedEvents(JdbcTemplate jdbc) {
        return new ParkedEvents(jdbc);
    }

    @Bean
    MeterBinder parkedMetrics(ParkedEvents parked) {
        return registry -> {
            for (State state : State.values()) {
                Gauge.builder("wms.parked", parked, p -> p.count(state))
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .description("Parked events")
                        .register(registry);
            }
        };
    }

    /** Details only, the status stays UP: a parked event is work for an operator, no reason to restart the service. */
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
