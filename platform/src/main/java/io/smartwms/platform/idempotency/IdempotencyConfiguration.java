package io.smartwms.platform.idempotency;

import io.smartwms.platform.WmsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Repeated requests are recognised. */
@Configuration(proxyBeanMethods = false)
public class IdempotencyConfiguration {

    @Bean
    IdempotencyKeys idempotencyKeys(
            JdbcTemplate jdbc, PlatformTransactionManager transactions, WmsProperties properties) {
        return new IdempotencyKeys(jdbc, transactions, properties.idempotency());
    }
}
