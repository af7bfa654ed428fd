package io.smartwms.order;

import feign.RequestInterceptor;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartwms.platform.database.GroupCommit;
import io.smartwms.platform.event.BatchAggregate;
import io.smartwms.platform.internal.InternalKey;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Owns orders and their cancelling. */
@SpringBootApplication
@EnableFeignClients
public class OrderApplication {

    /** Orders are placed side by side and touch nothing in common; one group commits while the other inserts. */
    @Bean
    GroupCommit groupCommit(PlatformTransactionManager transactions, OrderIds ids, MeterRegistry meters) {
        DistributionSummary sizes = DistributionSummary.builder("wms.group.commit")
                .description("Commands that were committed together")
                .register(meters);
        return new GroupCommit(new TransactionTemplate(transactions), 2, size -> {
            sizes.record(size);
            ids.expect(size);
        });
    }

    @Bean
    BatchAggregate ofEvents() {
        return new BatchAggregate(Order.class);
    }

    /** The delivery centre takes a cancel from this service alone. */
    @Bean
    RequestInterceptor internalKeyOfCancels(InternalKey key) {
        return request -> {
            if (key.value() != null) {
                request.header(InternalKey.HEADER, key.value());
            }
        };
    }

    public static void main(String[] args) {
        SpringApplication.run(OrderApplication.class, args);
    }
}
