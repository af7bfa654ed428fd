package io.smartwms.deliverypacking;

import static io.smartwms.deliverypacking.PackingUpstream.CANCELED;
import static io.smartwms.deliverypacking.PackingUpstream.PACKED;
import static io.smartwms.deliverypacking.PackingUpstream.PICKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A parcel of several lines leaves once, when each of them is packed or cancelled. */
@ServiceTest(on = {"h2", ServiceTest.POSTGRESQL})
class ParcelTest {

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    private PackingUpstream upstream;

    @BeforeEach
    void connect() {
        upstream = new PackingUpstream(http, topic);
    }

    @Test
    void itWaitsForItsLastLine() {
        long parcel = PackingUpstream.newParcelId(3);
        upstream.publishLine(parcel, 1, 3, PICKED, PACKED);
        upstream.publishLine(parcel, 3, 3, PICKED, PACKED);
        upstream.publishLine(parcel, 2, 3, PICKED);
        upstream.awaitHandled();

        assertThat(row(parcel).path("shippableYn").asString()).isEqualTo("Y");
        assertThat(handedOver(parcel, 3)).isEmpty();

        upstream.publishLine(parcel, 2, 3, PACKED);
        upstream.awaitHandled();

        assertThat(handedOver(parcel, 3)).containsExactly(parcel, parcel + 1, parcel + 2);
        assertThat(List.of(row(parcel), row(parcel + 1), row(parcel + 2)))
                .allMatch(row -> row.path("parcelId").asLong() == parcel)
                .allMatch(row -> row.path("parcelLines").asInt() == 3)
                .extracting(row -> row.path("invoiceNo").asString()
                        + row.path("logisticsInterfaceDate").asString())
                .containsOnly(row(parcel).path("invoiceNo").asString()
                        + row(parcel).path("logisticsInterfaceDate").asString());
    }

    @Test
    void aLineThatIsCanceledBeforeItIsPickedDoesNotHoldItUp() {
        long parcel = PackingUpstream.newParcelId(2);
        upstream.publishLine(parcel, 2, 2, PICKED, PACKED);
        upstream.awaitHandled();
        assertThat(handedOver(parcel, 2)).isEmpty();

        upstream.publishLine(parcel, 1, 2, CANCELED);
        upstream.awaitHandled();

        assertThat(handedOver(parcel, 2)).containsExactly(parcel + 1);
        assertThat(topic.published("LogisticsInterfaced", parcel)).hasSize(1);
    }

    @Test
    void nothingLeavesWhenAllLinesAreCanceled() {
        long parcel = PackingUpstream.newParcelId(2);
        upstream.publishLine(parcel, 1, 2, PICKED, CANCELED);
        upstream.publishLine(parcel, 2, 2, CANCELED, PICKED);
        upstream.awaitHandled();

        assertThat(handedOver(parcel, 2)).isEmpty();
        assertThat(upstream.parked()).isEmpty();
    }

    /** Its lines' events in any order, some of them twice; each line is packed or cancelled. */
    @Test
    void itLeavesOnceWithTheLinesThatAreNotCanceled() {
        Random random = new Random(18);
        Map<Long, Set<Long>> expected = new HashMap<>();
        Map<Long, Integer> sizes = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            int lines = 2 + random.nextInt(4);
            long parcel = PackingUpstream.newParcelId(lines);
            sizes.put(parcel, lines);
            Set<Long> leaves = new HashSet<>();
            List<Runnable> events = new ArrayList<>();
            for (int n = 1; n <= lines; n++) {
                int line = n;
                boolean canceled = random.nextInt(3) == 0;
                if (!canceled) {
                    leaves.add(parcel + line - 1);
                }
                for (String type : List.of(PICKED, canceled ? CANCELED : PACKED)) {
                    for (int times = 1 + random.nextInt(2); times > 0; times--) {
                        events.add(() -> upstream.publishLine(parcel, line, lines, type));
                    }
                }
            }
            expected.put(parcel, leaves);
            Collections.shuffle(events, random);
            events.forEach(Runnable::run);
        }
        upstream.awaitHandled();

        assertThat(upstream.parked()).isEmpty();
        expected.forEach((parcel, leaves) -> {
            assertThat(handedOver(parcel, sizes.get(parcel)))
                    .as("parcel %d", parcel)
                    .containsExactlyInAnyOrderElementsOf(leaves);
            for (long id : leaves) {
                assertThat(topic.published("LogisticsInterfaced", parcel))
                        .filteredOn(event -> event.body().path("id").asLong() == id)
                        .as("line %d", id)
                        .hasSize(1);
            }
        });
    }

    private JsonNode row(long id) {
        return upstream.row(id);
    }

    private List<Long> handedOver(long parcel, int lines) {
        return LongStream.range(parcel, parcel + lines)
                .filter(id -> http.get("/deliveryPackings/" + id).status() == 200)
                .filter(id ->
                        row(id).path("logisticsInterfaceStatus").asString("").equals("LogisticsInterfaced"))
                .boxed()
                .toList();
    }
}
