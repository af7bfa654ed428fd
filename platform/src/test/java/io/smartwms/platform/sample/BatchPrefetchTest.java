package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.consumer.ConsumerConfiguration;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;

/** A batch asks the database once for what its events are about, not once for each. */
@ServiceTest(on = {"h2", ServiceTest.POSTGRESQL})
class BatchPrefetchTest {

    private static final long FIRST = 9_000;
    private static final int EVENTS = 60;

    @Autowired
    private Topic topic;

    @Autowired
    private Notes notes;

    @Autowired
    private BindingsLifecycleController bindings;

    @Autowired
    private EntityManagerFactory entities;

    private Statistics statistics;

    @BeforeEach
    void count() {
        statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
    }

    @AfterEach
    void countNoMore() {
        statistics.setStatisticsEnabled(false);
    }

    /** What is new, what is there already, and both in one batch. */
    @Test
    void aggregatesOfABatchAreReadWithOneQuery() {
        for (long id = FIRST; id < FIRST + EVENTS / 2; id++) {
            notes.save(new Note(id, "there"));
        }
        bindings.stop(ConsumerConfiguration.BINDING);
        for (long id = FIRST; id < FIRST + EVENTS; id++) {
            topic.publish("Written", id, Map.of("id", id, "text", "new"));
            topic.publish("Heard", id, Map.of("id", id));
        }
        statistics.clear();

        bindings.start(ConsumerConfiguration.BINDING);

        await().until(() -> statistics.getEntityUpdateCount() + statistics.getEntityInsertCount() >= EVENTS);
        assertThat(statistics.getPrepareStatementCount())
                .as("statements for %d events", 2 * EVENTS)
                .isLessThan(EVENTS / 2);
        await().untilAsserted(() -> assertThat(notes.findAll())
                .filteredOn(note -> note.heard() == 1)
                .filteredOn(note -> note.text().equals("there"))
                .hasSize(EVENTS / 2));
        await().untilAsserted(() -> assertThat(notes.findAll())
                .filteredOn(note -> note.heard() == 1)
                .filteredOn(note -> note.text().equals("new"))
                .hasSize(EVENTS / 2));
    }
}
