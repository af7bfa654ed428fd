package io.smartwms.deliverypicking;

import static io.smartwms.deliverypicking.PickingUpstream.ASSIGNED;
import static io.smartwms.deliverypicking.PickingUpstream.CANCELED;
import static io.smartwms.deliverypicking.PickingUpstream.ORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the order in which an order's events arrive, and however often: the same row, and each step told once. */
class ArrivalOrderTest {

    private static final List<String> WHOLE = List.of(
            "PickingOrdered", "PickingOrderPrinted", "OrderConfirmPrinted", "InvoicePrinted", "PickingConfirmed");

    abstract static class EveryOrder {

        @Autowired
        private Http http;

        @Autowired
        private Topic topic;

        private PickingUpstream upstream;

        @BeforeEach
        void meet() {
            upstream = new PickingUpstream(http, topic);
        }

        /** Every distinct order of the events is one order of the mall. */
        Map<Long, List<String>> sayInEveryOrder(String... events) {
            Map<Long, List<String>> histories = new LinkedHashMap<>();
            permute(new ArrayList<>(List.of(events)), new ArrayList<>(), histories);
            histories.forEach((id, history) -> upstream.publish(id, history.toArray(String[]::new)));
            upstream.awaitHandled();
            assertThat(upstream.parked()).isEmpty();
            return histories;
        }

        private static void permute(List<String> left, List<String> chosen, Map<Long, List<String>> histories) {
            if (left.isEmpty()) {
                histories.put(PickingUpstream.newId(), List.copyOf(chosen));
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
        ObjectNode row(long id) {
            ObjectNode row = (ObjectNode) upstream.row(id);
            assertThat(row.path("id").asLong()).isEqualTo(id);
            return row.remove(
                    List.of("id", "deliveryOrderId", "parcelId", "invoiceNo", "createDate", "updateDate", "_links"));
        }

        List<String> published(long id) {
            return topic.typesOf(id);
        }

        JsonNode whole(long id) {
            return upstream.row(id);
        }
    }

    @Nested
    @ServiceTest
    class Automatic extends EveryOrder {

        @Test
        void anOrderIsAlwaysPickedOnce() {
            Map<Long, List<String>> histories = sayInEveryOrder(ORDERED, ORDERED, ASSIGNED, ASSIGNED);

            assertThat(histories).hasSize(6);
            histories.forEach((id, history) -> {
                assertThat(published(id)).as("%s", history).isEqualTo(WHOLE);
                assertThat(whole(id).path("invoiceNo").asString()).isEqualTo(InvoiceNumber.of(id));
            });
            assertThat(histories.keySet().stream().map(this::row).distinct()).hasSize(1);
        }

        /** What was printed before the cancel stays on record, and only then; all else is the same in every order. */
        @Test
        void aCanceledOrderAlwaysEndsCanceledOnce() {
            Map<Long, List<String>> histories =
                    sayInEveryOrder(ORDERED, ORDERED, ASSIGNED, ASSIGNED, CANCELED, CANCELED);

            assertThat(histories).hasSize(90);
            histories.forEach((id, history) -> {
                List<String> before = history.subList(0, history.indexOf(CANCELED));
                boolean picked = before.contains(ORDERED) && before.contains(ASSIGNED);
                List<String> expected = new ArrayList<>(
                        picked ? WHOLE : before.contains(ORDERED) ? List.of("PickingOrdered") : List.of());
                expected.add("PickingCanceled");
                assertThat(published(id)).as("%s", history).isEqualTo(expected);
                assertThat(whole(id).has("invoiceNo")).as("%s", history).isEqualTo(picked);
            });
            assertThat(histories.keySet().stream()
                            .map(id -> row(id).remove(
                                            List.of("pickingOrderPrintYn", "orderConfirmPrintYn", "invoicePrintYn")))
                            .distinct())
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.path("pickingStatus").asString()).isEqualTo("PickingCanceled"));
        }
    }

    @Nested
    @ServiceTest
    @TestPropertySource(properties = "wms.picking.mode=manual")
    class Manual extends EveryOrder {

        @Test
        void anOrderIsAlwaysReleasedOnce() {
            Map<Long, List<String>> histories = sayInEveryOrder(ORDERED, ORDERED, ASSIGNED, ASSIGNED);

            histories.forEach(
                    (id, history) -> assertThat(published(id)).as("%s", history).containsExactly("PickingOrdered"));
            assertThat(histories.keySet().stream().map(this::row).distinct())
                    .singleElement()
                    .satisfies(
                            row -> assertThat(row.path("pickableYn").asString()).isEqualTo("Y"));
        }

        @Test
        void aCanceledOrderAlwaysEndsInTheSameRow() {
            Map<Long, List<String>> histories =
                    sayInEveryOrder(ORDERED, ORDERED, ASSIGNED, ASSIGNED, CANCELED, CANCELED);

            histories.forEach((id, history) -> assertThat(published(id))
                    .as("%s", history)
                    .isEqualTo(
                            history.indexOf(ORDERED) < history.indexOf(CANCELED)
                                    ? List.of("PickingOrdered", "PickingCanceled")
                                    : List.of("PickingCanceled")));
            assertThat(histories.keySet().stream().map(this::row).distinct())
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.path("pickingStatus").asString()).isEqualTo("PickingCanceled"));
        }
    }
}
