package io.smartwms.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions, types and methods of an order. */
class OrderHttpTest extends OrderServiceTest {

    private static final String ORDER = "{\"orderId\":\"%s\",\"productId\":\"TV\"}";

    @BeforeEach
    void healthyCentre() {
        CENTRE.reset();
        await().untilAsserted(() -> http.delete("/orders/" + id(placed("warm"))).isStatus(200));
        CENTRE.reset();
    }

    private Answer placed(String orderId, String... headers) {
        return http.post("/orders", ORDER.formatted(orderId), headers);
    }

    private static long id(Answer order) {
        return order.isStatus(201).json().path("id").asLong();
    }

    private static String eTag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private int count(String orderId) {
        return http.get("/orders/search/findByOrderId?orderId=" + orderId)
                .isStatus(200)
                .json()
                .at("/page/totalElements")
                .asInt();
    }

    private void isNotCanceled(long id) {
        assertThat(http.get("/orders/" + id).json().path("orderStatus").asString())
                .isEqualTo("Ordered");
        assertThat(CENTRE.heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "a/b/c", "*/*;q=2", "*/*;q=0"})
    void whatNobodyCouldReadIsNeitherOrderedNorCanceled(String accept) {
        placed("unread", "Accept", accept).isProblem(406, "not-acceptable");
        assertThat(count("unread")).isZero();
        long id = id(placed("read"));
        http.send("DELETE", "/orders/" + id, null, "Accept", accept).isProblem(406, "not-acceptable");
        http.post("/orders", "{\"orderId\":\"read\",\"orderStatus\":\"OrderCanceled\"}", "Accept", accept)
                .isProblem(406, "not-acceptable");
        isNotCanceled(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "If-Match            | \"7\"",
                "If-Match            | W/\"0\"",
                "If-None-Match       | *",
                "If-None-Match       | \"0\"",
                "If-Unmodified-Since | Fri, 31 Dec 2999 00:00:00 GMT"
            })
    void anotherVersionIsNotCanceled(String header, String value) {
        long id = id(placed("versions"));
        http.send("DELETE", "/orders/" + id, null, header, value).isProblem(412, "precondition-failed");
        isNotCanceled(id);
    }

    @Test
    void theVersionThatIsMeantIsCanceled() {
        Answer order = placed("meant");
        String path = "/orders/" + id(order);
        assertThat(eTag(order)).isEqualTo(eTag(http.get(path)));
        Answer canceled =
                http.send("DELETE", path, null, "If-Match", eTag(order)).isStatus(200);
        assertThat(eTag(canceled)).isNotEqualTo(eTag(order)).isEqualTo(eTag(http.get(path)));
    }

    /** All orders together have no version that could be meant. */
    @Test
    void anOrderOnAConditionThatCannotHoldIsNotPlaced() {
        placed("conditional", "If-Match", "\"0\"").isProblem(412, "precondition-failed");
        placed("conditional", "If-None-Match", "*").isProblem(412, "precondition-failed");
        assertThat(count("conditional")).isZero();
    }

    @Test
    void aRepeatedOrderGetsTheEntityTagOfTheFirstAnswer() {
        Answer first = placed("again", "Idempotency-Key", "etag-again");
        Answer again = placed("again", "Idempotency-Key", "etag-again");
        assertThat(eTag(again)).isEqualTo(eTag(first));
        assertThat(again.json()).isEqualTo(first.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/orders                      | GET, HEAD, POST, OPTIONS",
                "/orders/1                    | GET, HEAD, DELETE, OPTIONS",
                "/orders/search               | GET, HEAD, OPTIONS",
                "/orders/search/findByOrderId | GET, HEAD, OPTIONS"
            })
    void theMethodsThatThereAreAreNamed(String path, String methods) {
        assertThat(http.send("OPTIONS", path, null).isStatus(200).headers().firstValue("Allow"))
                .contains(methods);
        assertThat(http.put(path, "{}")
                        .isProblem(405, "method-not-allowed")
                        .headers()
                        .firstValue("Allow"))
                .contains(methods);
    }

    @Test
    void ofALongStatusLittleIsToldAgain() {
        String body = http.post(
                        "/orders", "{\"productId\":\"TV\",\"orderStatus\":\"%s\"}".formatted("z".repeat(60_000)))
                .refusesField("orderStatus")
                .body();
        assertThat(body).hasSizeLessThan(1_000);
    }
}
