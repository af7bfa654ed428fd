package io.smartwms.platform.view;

import io.smartwms.platform.WmsProperties;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** What a service with a {@link View} gets. */
@Configuration(proxyBeanMethods = false)
public class ViewConfiguration {

    @Bean
    Views views(EntityManagerFactory entities, JdbcTemplate jdbc, WmsProperties properties) {
        return new Views(SharedEntityManagerCreator.createSharedEntityManager(entities), jdbc, properties);
    }

    /** Puts the lists in front of the view's repository, behind the transaction that each of its methods opens. */
    @Bean
    static BeanPostProcessor listsOfViews(
            ObjectProvider<View<?>> views, ObjectProvider<EntityManagerFactory> entities) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> factory) {
                    factory.addRepositoryFactoryCustomizer(repositories ->
                            repositories.addRepositoryProxyPostProcessor((proxy, about) -> views.stream()
                                    .filter(view -> view.type() == about.getDomainType())
                                    .forEach(view -> proxy.addAdvice(new ViewLists<>(
                                            view,
                                            SharedEntityManagerCreator.createSharedEntityManager(
                                                    entities.getObject()))))));
                }
                return bean;
            }
        };
    }
}
