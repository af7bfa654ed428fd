package io.smartwms.platform.database;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code wms.group-commit}: how many groups commit at the same time; without it each command commits by itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("wms.group-commit")
public class GroupCommitConfiguration {

    @Bean
    GroupCommit groupCommit(
            PlatformTransactionManager transactions, MeterRegistry meters, @Value("${wms.group-commit}") int groups) {
        DistributionSummary sizes = DistributionSummary.builder("wms.group.commit")
                .description("Commands that were committed together")
                .register(meters);
        return new GroupCommit(new TransactionTemplate(transactions), groups, sizes::record);
    }
}
