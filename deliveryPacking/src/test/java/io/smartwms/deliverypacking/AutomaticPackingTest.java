package io.smartwms.deliverypacking;

import static io.smartwms.deliverypacking.PackingUpstream.CANCELED;
import static io.smartwms.deliverypacking.PackingUpstream.PACKED;
import static io.smartwms.deliverypacking.PackingUpstream.PICKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The default mode: what is picked is packed by itself, and goes to the carrier when the window for cancelling is closed. */
@ServiceTest
class AutomaticPackingTest {

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    private PackingUpstream upstream;

    @BeforeEach
    void meet() {
        upstream = new PackingUpstream(http, topic);
    }

    @Test
    void pickedGoodsArePackedAtOnceAndStayInTheHouse() {
        long id = upstream.after(PICKED);

        JsonNode row = upstream.row(id);
        assertThat(row.path("packingStatus").asString()).isEqualTo("PackingConfirmed");
        assertThat(row.path("invoiceNo").asString()).isEqualTo("%012d".formatted(id));
        assertThat(row.has("logisticsInterfaceStatus")).isFalse();
        assertThat(row.has("logisticsInterfaceDate")).isFalse();
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed");
    }

    @Test
    void packedDeliveryOrderGoesToTheCarrier() {
        long id = upstream.after(PICKED, PACKED);

        JsonNode row = upstream.row(id);
        assertThat(row.path("packingStatus").asString()).isEqualTo("PackingConfirmed");
        assertThat(row.path("logisticsInterfaceStatus").asString()).isEqualTo("LogisticsInterfaced");
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed", "LogisticsInterfaced");
        JsonNode event = topic.published("LogisticsInterfaced", id).get(0).body();
        for (String field : List.of("invoiceNo", "logisticsInterfaceStatus", "logisticsInterfaceDate")) {
            assertThat(event.path(field)).as(field).isEqualTo(row.path(field));
        }
        assertThat(upstream.parked()).isEmpty();
    }

    @Test
    void cancelBeforeTheHandOverUnpacks() {
        long id = upstream.after(PICKED, CANCELED, CANCELED);

        assertThat(upstream.row(id).path("packingStatus").asString()).isEqualTo("PackingCanceled");
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed", "PackingCanceled");
    }

    @Test
    void repeatedEventsChangeNothingAndPublishNothing() {
        long id = upstream.after(PICKED, PACKED);
        JsonNode before = upstream.row(id);

        upstream.publish(id, PICKED, PACKED, PACKED, PICKED);
        upstream.awaitHandled();

        assertThat(upstream.row(id)).isEqualTo(before);
        assertThat(topic.typesOf(id)).hasSize(3);
        assertThat(upstream.parked()).isEmpty();
    }

    @Test
    void cancelOfAParcelThatIsGoneIsParked() {
        long id = upstream.after(PICKED, PACKED);
        JsonNode before = upstream.row(id);

        upstream.publish(id, CANCELED);
        upstream.awaitHandled();

        assertParked(id, CANCELED, "LogisticsInterfaced");
        assertThat(upstream.row(id)).isEqualTo(before);
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed", "LogisticsInterfaced");
    }

    @Test
    void handOverOfACanceledParcelIsParked() {
        long id = upstream.after(PICKED, CANCELED);
        JsonNode before = upstream.row(id);

        upstream.publish(id, PACKED);
        upstream.awaitHandled();

        assertParked(id, PACKED, "PackingCanceled");
        assertThat(upstream.row(id)).isEqualTo(before);
        assertThat(topic.typesOf(id)).containsExactly("PackingOrdered", "PackingConfirmed", "PackingCanceled");
    }

    /** Checks that the event stands among the failed with the state as its reason, and discards it for the next test. */
    private void assertParked(long id, String type, String state) {
        JsonNode entry = upstream.parked()
                .valueStream()
                .filter(parked -> parked.path("key").asString().equals(Long.toString(id)))
                .findAny()
                .orElseThrow();
        assertThat(entry.path("type").asString()).isEqualTo(type);
        assertThat(entry.path("state").asString()).isEqualTo("FAILED");
        assertThat(entry.path("reason").asString()).contains(state);
        http.delete("/actuator/parked/" + entry.path("id").asLong()).isStatus(200);
    }

    @Test
    void everyEventCarriesTheIdAsKey() {
        long id = upstream.after(PICKED, PACKED);

        assertThat(topic.published().stream()
                        .filter(e -> e.body().path("id").asLong() == id)
                        .toList())
                .hasSize(3)
                .allMatch(e -> e.key().equals(Long.toString(id)))
                .allMatch(e -> e.headers().keySet().containsAll(List.of("ce_id", "ce_time", "ce_type")));
    }
}
