package io.smartwms.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions, types and methods of what hangs on a product's stock. */
class StockHttpTest extends StockServiceTest {

    private static String eTag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private Answer counted(String product, int qty, String... headers) {
        return http.post("/stocks/" + product + "/movements", json("{'reason':'Counted','qty':" + qty + "}"), headers);
    }

    @Test
    void whoCountedBeforeSomebodyElseChangedTheStockCountsAgain() {
        String product = productWith(10);
        String seen = eTag(http.get("/stocks/" + product));
        counted(product, 12, "If-Match", seen).isStatus(201);
        counted(product, 100, "If-Match", seen).isProblem(412, "precondition-failed");
        counted(product, 100, "If-None-Match", "*").isProblem(412, "precondition-failed");
        counted(product, 100, "If-Unmodified-Since", "Fri, 31 Dec 2999 00:00:00 GMT")
                .isProblem(412, "precondition-failed");
        assertStock(product, 12, 0, 0);
        counted(product, 13, "If-Match", eTag(http.get("/stocks/" + product))).isStatus(201);
        assertStock(product, 13, 0, 0);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerWhateverHasHappenedSince() {
        String product = productWith(10);
        String[] headers = {"If-Match", eTag(http.get("/stocks/" + product)), "Idempotency-Key", "count-" + product};
        Answer first = counted(product, 7, headers).isStatus(201);
        assertThat(counted(product, 7, headers).isStatus(201).json()).isEqualTo(first.json());
        assertStock(product, 7, 0, 0);
    }

    @Test
    void eachThingHasAnEntityTag() {
        String product = productWith(1);
        List<Long> orders = newOrders(3);
        orders.forEach(order -> {
            deliveryOrdered(order, product, 1);
            awaitIdle();
        });
        String stock = "/stocks/" + product;
        String movement = http.get(stock + "/movements")
                .json()
                .at("/_embedded/movements/0/_links/self/href")
                .asString();
        movement = movement.substring(movement.indexOf(stock));
        String second = stock + "/reservations/" + orders.get(2);
        String before = eTag(http.get(second).isStatus(200));
        for (String path : new String[] {stock, movement, second}) {
            String tag = eTag(http.get(path).isStatus(200));
            http.send("GET", path, null, "If-None-Match", tag).isStatus(304);
            http.send("GET", path, null, "If-Match", "\"none\"").isProblem(412, "precondition-failed");
            assertThat(eTag(http.send("HEAD", path, null).isStatus(200))).isEqualTo(tag);
        }
        // The place in the queue changes with those before it, the reservation's own row does not.
        deliveryOrderCanceled(orders.get(1), product, 1);
        awaitIdle();
        assertThat(eTag(http.get(second).isStatus(200))).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "movements           | GET, HEAD, POST, OPTIONS",
                "movements/1         | GET, HEAD, OPTIONS",
                "reservations        | GET, HEAD, OPTIONS",
                "reservations/1      | GET, HEAD, OPTIONS"
            })
    void theMethodsThatThereAreAreNamed(String path, String methods) {
        String address = "/stocks/P/" + path;
        assertThat(http.send("OPTIONS", address, null).isStatus(200).headers().firstValue("Allow"))
                .contains(methods);
        for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
            assertThat(http.send(method, address, null)
                            .isProblem(405, "method-not-allowed")
                            .headers()
                            .firstValue("Allow"))
                    .contains(methods);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "a/b/c", "*/*;q=0"})
    void whatNobodyCouldReadIsNotEntered(String accept) {
        String product = productWith(10);
        counted(product, 5, "Accept", accept).isProblem(406, "not-acceptable");
        for (String path : new String[] {"/movements", "/movements/1", "/reservations", ""}) {
            http.send("GET", "/stocks/" + product + path, null, "Accept", accept)
                    .isProblem(406, "not-acceptable");
        }
        assertStock(product, 10, 0, 0);
    }

    @Test
    void theLedgerIsGivenInTheTypeThatIsWanted() {
        String path = "/stocks/" + productWith(10) + "/movements";
        for (String type : new String[] {"application/json", "application/hal+json"}) {
            assertThat(http.send("GET", path, null, "Accept", type)
                            .isStatus(200)
                            .headers()
                            .firstValue("Content-Type"))
                    .contains(type);
        }
    }
}
