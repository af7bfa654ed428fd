package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/** A relay that is stopped while it works leaves the database usable: an interrupt would make H2 close its file. */
@ServiceTest
class RelayStopTest {

    private static final int STOPS = 300;

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    @Autowired
    @Qualifier("outboxRelay")
    private SmartLifecycle relay;

    @Test
    void aStopAtAnyMomentLosesNothingAndLeavesTheDatabaseOpen() {
        List<Long> written = new ArrayList<>();
        for (int i = 0; i < STOPS; i++) {
            long id = 700_000 + i;
            http.post("/notes", "{\"id\":%d,\"text\":\"stop\"}".formatted(id)).isStatus(201);
            written.add(id);
            relay.stop();
            relay.start();
        }

        await().untilAsserted(() -> assertThat(written)
                .allSatisfy(id -> assertThat(topic.published("Ordered", id)).isNotEmpty()));
    }
}
