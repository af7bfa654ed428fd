package io.smartwms.deliverypacking;

import static io.smartwms.deliverypacking.PackingUpstream.CANCELED;
import static io.smartwms.deliverypacking.PackingUpstream.PACKED;
import static io.smartwms.deliverypacking.PackingUpstream.PICKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever the order in which an order's events arrive, and however often: the same row, and each step told once. An order
 * is packed or cancelled, never both, so that there are two families of histories.
 */
@ServiceTest
class ArrivalOrderTest {

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
    void aPackedOrderIsAlwaysHandedOverOnce() {
        Map<Long, List<String>> histories = sayInEveryOrder(PICKED, PICKED, PICKED, PACKED, PACKED, PACKED);

        assertThat(histories).hasSize(20);
        histories.forEach((id, history) -> assertThat(topic.typesOf(id))
                .as("%s", history)
                .containsExactly("PackingOrdered", "PackingConfirmed", "LogisticsInterfaced"));
        assertThat(histories.keySet().stream().map(this::row).distinct())
                .singleElement()
                .satisfies(
                        row -> assertThat(row.path("logisticsInterfaceStatus").asString())
                                .isEqualTo("LogisticsInterfaced"));
    }

    @Test
    void aCanceledOrderAlwaysEndsInTheSameRow() {
        Map<Long, List<String>> histories = sayInEveryOrder(PICKED, PICKED, PICKED, CANCELED, CANCELED, CANCELED);

        assertThat(histories).hasSize(20);
        histories.forEach((id, history) -> {
            assertThat(topic.typesOf(id))
                    .as("%s", history)
                    .isEqualTo(
                            history.get(0).equals(PICKED)
                                    ? List.of("PackingOrdered", "PackingConfirmed", "PackingCanceled")
                                    : List.of("PackingCanceled"));
            assertThat(upstream.row(id).path("invoiceNo").asString())
                    .as("%s", history)
                    .isEqualTo("%012d".formatted(id));
        });
        assertThat(histories.keySet().stream().map(this::row).distinct())
                .singleElement()
                .satisfies(
                        row -> assertThat(row.path("packingStatus").asString()).isEqualTo("PackingCanceled"));
    }

    /** Every distinct order of the events is one order of the mall. */
    private Map<Long, List<String>> sayInEveryOrder(String... events) {
        Map<Long, List<String>> histories = new LinkedHashMap<>();
        permute(new ArrayList<>(List.of(events)), new ArrayList<>(), histories);
        histories.forEach((id, history) -> upstream.publish(id, history.toArray(String[]::new)));
        upstream.awaitHandled();
        assertThat(upstream.parked()).isEmpty();
        return histories;
    }

    private static void permute(List<String> left, List<String> chosen, Map<Long, List<String>> histories) {
        if (left.isEmpty()) {
            histories.put(PackingUpstream.newId(), List.copyOf(chosen));
        }
        left.stream().distinct().toList().forEach(next -> {
            List<String> rest = new ArrayList<>(left);
            rest.remove(next);
            chosen.add(next);
            permute(rest, chosen, histories);
            chosen.remove(chosen.size() - 1);
        });
    }

    /** The row without what differs by nature: the id and what follows from it, and the clock. */
    private ObjectNode row(long id) {
        ObjectNode row = (ObjectNode) upstream.row(id);
        return row.remove(List.of(
                "id",
                "deliveryOrderId",
                "parcelId",
                "invoiceNo",
                "logisticsInterfaceDate",
                "createDate",
                "updateDate",
                "_links"));
    }
}
