package io.smartwms.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** On H2 new orders are numbered on from those that an earlier release has taken. */
class OrderIdsMigrationTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void idsGoOn(int taken) {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:after-%d-orders;DB_CLOSE_DELAY=-1".formatted(taken));
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/platform", "classpath:db/migration", "classpath:db/h2")
                .placeholders(Map.of("binary", "varbinary"));
        flyway.target("1.1").load().migrate();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        for (int i = 0; i < taken; i++) {
            placeAsBefore(jdbc);
        }

        flyway.target("1.2").load().migrate();

        assertThat(jdbc.queryForObject("select next value for orders_id_seq", Long.class))
                .isEqualTo(taken + 1);
        placeAsBefore(jdbc);
        assertThat(jdbc.queryForObject("select max(id) from orders", Integer.class))
                .isEqualTo(taken + 2);
    }

    /** Without an id, as the release before did and does again after a step back. */
    private static void placeAsBefore(JdbcTemplate jdbc) {
        jdbc.update("insert into orders (product_id, order_qty, order_status, cancelable, create_date, update_date,"
                + " version) values ('TV', 1, 'Ordered', true, current_timestamp, current_timestamp, 0)");
    }
}
