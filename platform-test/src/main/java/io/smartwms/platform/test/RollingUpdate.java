package io.smartwms.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.EntityType;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The service beside its latest release, on one database, as during a rolling update. What this shows and what it cannot
 * show is said in docs/rolling-updates.md.
 */
@ServiceTest(on = ServiceTest.RELEASED)
public abstract class RollingUpdate {

    @Autowired
    private Http http;

    @Autowired
    private EntityManager entities;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource database;

    @Autowired
    private PlatformTransactionManager transactions;

    /** The service has been started on the release's database, with the release's rows in it. */
    @Test
    void whatTheLatestReleaseWroteAndGoesOnToWriteIsRead() {
        assertEverythingIsRead();
        String emptied = "truncate " + String.join(", ", Schema.of(database).tables());
        // At once: the service relays the release's event, may hear it itself, and would then write that row in
        // between.
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.execute(emptied);
            Release.insertRows(database);
        });
        assertEverythingIsRead();
    }

    private void assertEverythingIsRead() {
        for (EntityType<?> type : entities.getMetamodel().getEntities()) {
            assertThat(entities.createQuery("select e from " + type.getName() + " e", type.getJavaType())
                            .getResultList())
                    .as("rows of %s", type.getName())
                    .isNotEmpty();
        }
        for (Map.Entry<String, JsonNode> link :
                http.get("/").isStatus(200).json().path("_links").properties()) {
            if (!link.getKey().equals("profile")) {
                JsonNode items =
                        http.get(path(link.getValue())).isStatus(200).json().path("_embedded");
                assertThat(items.path(link.getKey()).isEmpty())
                        .as("%s: %s", link.getKey(), items)
                        .isFalse();
                items.path(link.getKey())
                        .forEach(item -> http.get(path(item.at("/_links/self"))).isStatus(200));
            }
        }
        // The events that the release has left in the outbox are ours to send.
        await().until(() -> jdbc.queryForObject("select count(*) from outbox", Long.class) == 0);
    }

    private static String path(JsonNode link) {
        return URI.create(link.path("href").asString().replaceAll("\\{.*", "")).getPath();
    }

    @Test
    void theLatestReleaseCanWorkOnTheNewSchema() {
        DataSource before = Postgres.dataSource(Postgres.newDatabase());
        Release.migrate(before);
        assertThat(Schema.of(before).brokenBy(Schema.of(database)))
                .as("what pods of the latest release would stumble over")
                .containsExactlyInAnyOrderElementsOf(Release.accepted());
    }
}
