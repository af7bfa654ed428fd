package io.smartwms.deliverypicking;

import static io.smartwms.deliverypicking.Neighbours.ASSIGNED;
import static io.smartwms.deliverypicking.Neighbours.CANCELED;
import static io.smartwms.deliverypicking.Neighbours.ORDERED;
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

    private Neighbours neighbours;

    @BeforeEach
    void meet() {
        neighbours = new Neighbours(http, topic);
    }

    @Test
    void assignedStockIsPickedPrintedAndConfirmedAtOnce() {
        long id = neighbours.after(ORDERED, ASSIGNED);

        JsonNode row = neighbours.row(id);
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
        assertThat(neighbours.parked()).isEmpty();
    }

    @Test
    void withoutStockNothingIsPicked() {
        long id = neighbours.after(ORDERED);

        assertThat(neighbours.row(id).path("pickingStatus").asString()).isEqualTo("PickingOrdered");
        assertThat(topic.typesOf(id)).containsExactly("PickingOrdered");
    }

    /** The first implementation's flags were null until printed, and every event threw on them. */
    @Test
    void flagsAreNeverNull() {
        for (long id : new long[] {neighbours.after(ORDERED), neighbours.after(CANCELED)}) {
            JsonNode row = neighbours.row(id);
            for (String flag :
                    new String[] {"pickableYn", "pickingOrderPrintYn", "orderConfirmPrintYn", "invoicePrintYn"}) {
                assertThat(row.path(flag).asString("missing")).as(flag).isEqualTo("N");
            }
        }
    }

    @Test
    void cancelAfterTheConfirmUndoesThePick() {
        long id = neighbours.after(ORDERED, ASSIGNED, CANCELED, CANCELED);

        JsonNode row = neighbours.row(id);
        assertThat(row.path("pickingStatus").asString()).isEqualTo("PickingCanceled");
        assertThat(row.path("pickableYn").asString()).isEqualTo("N");
        assertThat(row.path("invoiceNo").asString()).isEqualTo(InvoiceNumber.of(id));
        assertThat(topic.published("PickingCanceled", id)).hasSize(1);
        assertThat(topic.typesOf(id)).endsWith("PickingConfirmed", "PickingCanceled");
        assertThat(neighbours.parked()).isEmpty();
    }

    @Test
    void repeatedEventsChangeNothingAndPublishNothing() {
        long id = neighbours.after(ORDERED, ASSIGNED);
        JsonNode before = neighbours.row(id);
        int published = topic.typesOf(id).size();

        neighbours.say(id, ORDERED, ASSIGNED, ASSIGNED, ORDERED);
        neighbours.settle();

        assertThat(neighbours.row(id)).isEqualTo(before);
        assertThat(topic.typesOf(id)).hasSize(published);
        assertThat(neighbours.parked()).isEmpty();
    }

    @Test
    void invoiceNumbersAreUniqueAndStable() {
        long[] ids = LongStream.generate(Neighbours::newId).limit(300).toArray();
        LongStream.of(ids).forEach(id -> neighbours.say(id, ORDERED, ASSIGNED));
        neighbours.settle();
        Map<Long, String> first = invoiceNumbers(ids);
        assertThat(first.values()).doesNotHaveDuplicates().allMatch(number -> number.matches("\\d{12}"));

        LongStream.of(ids).forEach(id -> neighbours.say(id, ASSIGNED, ORDERED));
        neighbours.settle();

        assertThat(invoiceNumbers(ids)).isEqualTo(first);
        for (long id : ids) {
            assertThat(topic.published("InvoicePrinted", id)).hasSize(1);
        }
    }

    private Map<Long, String> invoiceNumbers(long... ids) {
        Map<Long, String> numbers = new HashMap<>();
        for (long id : ids) {
            numbers.put(id, neighbours.row(id).path("invoiceNo").asString());
        }
        return numbers;
    }

    @Test
    void everyEventCarriesItsCloudEventAttributesAndTheIdAsKey() {
        long id = neighbours.after(ORDERED, ASSIGNED);

        assertThat(topic.published().stream()
                        .filter(e -> e.body().path("id").asLong() == id)
                        .toList())
                .hasSize(5)
                .allMatch(e -> e.key().equals(Long.toString(id)))
                .allMatch(e -> e.headers().keySet().containsAll(List.of("ce_id", "ce_time", "ce_type")));
    }
}
