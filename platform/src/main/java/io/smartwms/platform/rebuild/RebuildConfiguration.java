package io.smartwms.platform.rebuild;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.parking.ParkedEvents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Views can be rebuilt. */
@Configuration(proxyBeanMethods = false)
public class RebuildConfiguration {

    @Bean
    @ConditionalOnBean(RebuildableView.class)
    RebuildEndpoint rebuild(
            RebuildableView view,
            BindingsLifecycleController bindings,
            PlatformTransactionManager transactions,
            ParkedEvents parked,
            WmsProperties properties,
            @Value("${spring.cloud.stream.bindings.events-in-0.group}") String group) {
        return new RebuildEndpoint(view, bindings, new TransactionTemplate(transactions), parked, properties, group);
    }
}
