package io.smartwms.customercenter;

import io.smartwms.platform.WmsProperties;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** The view's two sides. */
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {

    @Bean
    View<OrderPage> view(
            EntityManager entities,
            PersistenceExceptionTranslator exceptions,
            JdbcTemplate jdbc,
            WmsProperties properties) {
        return new View<>(
                OrderPage.class, "order_page", OrderPage::new, entities, exceptions, jdbc, properties.database());
    }

    @Bean
    ViewLists<OrderPage> viewLists(View<OrderPage> view, EntityManager entities) {
        return new ViewLists<>(view, entities, Map.of());
    }

    /** Puts the lists in front of the repository, behind the transaction that each of its methods opens. */
    @Bean
    static BeanPostProcessor listsOfRepository(ObjectProvider<ViewLists<?>> lists) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> factory) {
                    factory.addRepositoryFactoryCustomizer(repositories -> repositories.addRepositoryProxyPostProcessor(
                            (ProxyFactory proxy, RepositoryInformation about) -> proxy.addAdvice(lists.getObject())));
                }
                return bean;
            }
        };
    }
}
