package io.smartwms.platform.view;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.aggregate.RepositoryAdvice;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** What a service with a {@link View} gets. */
@Configuration(proxyBeanMethods = false)
public class ViewConfiguration {

    @Bean
    Views views(EntityManagerFactory entities, JdbcTemplate jdbc, WmsProperties properties) {
        return new Views(SharedEntityManagerCreator.createSharedEntityManager(entities), jdbc, properties);
    }

    @Bean
    static BeanPostProcessor listsOfViews(
            ObjectProvider<View<?>> views, ObjectProvider<EntityManagerFactory> entities) {
        return RepositoryAdvice.of(type -> views.stream()
                .filter(view -> view.type() == type)
                .map(view -> new ViewLists<>(
                        view, SharedEntityManagerCreator.createSharedEntityManager(entities.getObject()))));
    }
}
