package io.smartwms.platform.view;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.aggregate.RepositoryAdvice;
import io.smartwms.platform.aggregate.TotalOrder;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** What lists do everywhere, and what a service with a {@link View} gets. */
@Configuration(proxyBeanMethods = false)
public class ViewConfiguration {

    @Bean
    ViewFactory views(EntityManagerFactory entities, JdbcTemplate jdbc, WmsProperties properties) {
        return new ViewFactory(SharedEntityManagerCreator.createSharedEntityManager(entities), jdbc, properties);
    }

    /** Every list gets a total order, and that of a view is answered by it. */
    @Bean
    static BeanPostProcessor lists(ObjectProvider<View<?>> views, ObjectProvider<EntityManagerFactory> entities) {
        return RepositoryAdvice.of(type -> Stream.concat(
                Stream.of(new TotalOrder(type, () -> idOf(type, entities.getObject()))),
                views.stream()
                        .filter(view -> view.type() == type)
                        .map(view -> new ViewQueries<>(
                                view, SharedEntityManagerCreator.createSharedEntityManager(entities.getObject())))));
    }

    private static String idOf(Class<?> type, EntityManagerFactory entities) {
        return entities.getMetamodel().entity(type).getSingularAttributes().stream()
                .filter(SingularAttribute::isId)
                .findFirst()
                .orElseThrow()
                .getName();
    }
}
