package io.smartwms.platform.idempotency;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.database.GroupCommit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Repeated requests are recognised. Where the service has a {@link GroupCommit}, its commands commit in groups. */
@Configuration(proxyBeanMethods = false)
public class IdempotencyConfiguration {

    @Bean
    IdempotencyKeys idempotencyKeys(
            JdbcTemplate jdbc,
            ObjectProvider<GroupCommit> together,
            PlatformTransactionManager transactions,
            WmsProperties properties) {
        GroupCommit groups = together.getIfAvailable();
        TransactionOperations transaction =
                groups == null ? new TransactionTemplate(transactions) : new InGroups(groups);
        return new IdempotencyKeys(jdbc, transaction, properties.idempotency());
    }

    /** Not a bean: Spring Boot would then leave out its TransactionTemplate. */
    private record InGroups(GroupCommit groups) implements TransactionOperations {

        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            return groups.execute(action);
        }
    }
}
