package io.smartwms.platform.view;

import io.smartwms.platform.WmsProperties;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.function.LongFunction;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;

/** Makes the view of a service; publish it as a bean, and the lists of its repository are answered by it. */
public class ViewFactory {

    private static final PersistenceExceptionTranslator TRANSLATOR = new HibernateJpaDialect();

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final WmsProperties properties;

    ViewFactory(EntityManager entities, JdbcTemplate jdbc, WmsProperties properties) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /**
     * @param table the table of the rows; beside it stands {@code row_count}
     * @param blank makes a row of which nothing is known but its id
     * @param orders for a search {@code findBy<Property>}, the one property that its rows can be read by besides {@code id};
     *     there is an index of both and the id, made after the one of the property and the id
     */
    public <T extends ViewRow> View<T> of(
            Class<T> type, String table, LongFunction<T> blank, Map<String, String> orders) {
        return new View<>(type, table, blank, entities, TRANSLATOR, jdbc, properties.database(), orders);
    }
}
