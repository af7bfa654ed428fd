package io.smartwms.deliverypicking;

import static io.smartwms.deliverypicking.PickingUpstream.ASSIGNED;
import static io.smartwms.deliverypicking.PickingUpstream.CANCELED;
import static io.smartwms.deliverypicking.PickingUpstream.ORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The default mode: an order is picked by itself as soon as its stock is assigned. */
@ServiceTest
class AutomaticPickingTest {

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    private PickingUpstream upstream;

    @BeforeEach
    void meet() {
        upstream = new PickingUpstream(http, topic);
    }

    @Test
    void assignedStockIsPickedPrintedAndConfirmedAtOnce() {
        long id = upstream.after(ORDERED, ASSIGNED);

        JsonNode row = upstream.row(id);
        assertThat(row.path("pickingStatus").asString()).isEqualTo("PickingConfirmed");
        assertThat(row.path("pickingOrderPrintYn").asString()).isEqualTo("Y");
        assertThat(row.path("orderConfirmPrintYn").asString()).isEqualTo("Y");
        assertThat(row.path("invoicePrintYn").asString()).isEqualTo("Y");
        assertThat(row.path("invoiceNo").asString()).isEqualTo(InvoiceNumber.of(id));
        assertThat(topic.typesOf(id))
                .containsExactly(
                        "PickingOrdered",
                        "PickingOrderPrinted",
                        "OrderConfirmPrinted",
                        "InvoicePrinted",
                        "PickingConfirmed");
        assertThat(topic.awaitEvent("PickingConfirmed", id).body().path("invoiceNo"))
                .isEqualTo(row.path("invoiceNo"));
        assertThat(upstream.parked()).isEmpty();
    }

    @Test
    void withoutStockNothingIsPicked() {
        long id = upstream.after(ORDERED);

        assertThat(upstream.row(id).path("pickingStatus").asString()).isEqualTo("PickingOrdered");
        assertThat(topic.typesOf(id)).containsExactly("PickingOrdered");
    }

    /** The first implementation's flags were null until printed, and every event threw on them. */
    @Test
    void flagsAreNeverNull() {
        for (long id : new long[] {upstream.after(ORDERED), upstream.after(CANCELED)}) {
            JsonNode row = upstream.row(id);
            for (String flag :
                    new String[] {"pickableYn", "pickingOrderPrintYn", "orderConfirmPrintYn", "invoicePrintYn"}) {
                assertThat(row.path(flag).asString("missing")).as(flag).isEqualTo("N");
            }
        }
    }

    @Test
    void cancelAfterTheConfirmUndoesThePick() {
        long id = upstream.after(ORDERED, ASSIGNED, CANCELED, CANCELED);

        JsonNode row = upstream.row(id);
        assertThat(row.path("pickingStatus").asString()).isEqualTo("PickingCanceled");
        assertThat(row.path("pickableYn").asString()).isEqualTo("N");
        assertThat(row.path("invoiceNo").asString()).isEqualTo(InvoiceNumber.of(id));
        assertThat(topic.published("PickingCanceled", id)).hasSize(1);
        assertThat(topic.typesOf(id)).endsWith("PickingConfirmed", "PickingCanceled");
        assertThat(upstream.parked()).isEmpty();
    }

    @Test
    void repeatedEventsChangeNothingAndPublishNothing() {
        long id = upstream.after(ORDERED, ASSIGNED);
        JsonNode before = upstream.row(id);
        int published = topic.typesOf(id).size();

        upstream.publish(id, ORDERED, ASSIGNED, ASSIGNED, ORDERED);
        upstream.awaitHandled();

        assertThat(upstream.row(id)).isEqualTo(before);
        assertThat(topic.typesOf(id)).hasSize(published);
        assertThat(upstream.parked()).isEmpty();
    }

    @Test
    void invoiceNumbersAreUniqueAndStable() {
        long[] ids = LongStream.generate(PickingUpstream::newId).limit(300).toArray();
        LongStream.of(ids).forEach(id -> upstream.publish(id, ORDERED, ASSIGNED));
        upstream.awaitHandled();
        Map<Long, String> first = invoiceNumbers(ids);
        assertThat(first.values()).doesNotHaveDuplicates().allMatch(number -> number.matches("\\d{12}"));

        LongStream.of(ids).forEach(id -> upstream.publish(id, ASSIGNED, ORDERED));
        upstream.awaitHandled();

        assertThat(invoiceNumbers(ids)).isEqualTo(first);
        for (long id : ids) {
            assertThat(topic.published("InvoicePrinted", id)).hasSize(1);
        }
    }

    private Map<Long, String> invoiceNumbers(long... ids) {
        Map<Long, String> numbers = new HashMap<>();
        for (long id : ids) {
            numbers.put(id, upstream.row(id).path("invoiceNo").asString());
        }
        return numbers;
    }

    @Test
    void everyEventCarriesItsCloudEventAttributesAndTheIdAsKey() {
        long id = upstream.after(ORDERED, ASSIGNED);

        assertThat(topic.published().stream()
                        .filter(e -> e.body().path("id").asLong() == id)
                        .toList())
                .hasSize(5)
                .allMatch(e -> e.key().equals(Long.toString(id)))
                .allMatch(e -> e.headers().keySet().containsAll(List.of("ce_id", "ce_time", "ce_type")));
    }
}
