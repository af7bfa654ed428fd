package io.smartwms.gateway;

import static io.smartwms.gateway.ProblemAssert.assertRawProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cancel that order and deliveryOrder agree on between them does not exist for the outside, however it is spelled. */
class InternalCommandsTest {

    private static final Backend anyService = new Backend("any service");
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway(
                TestGateway.to("order", anyService),
                TestGateway.to("delivery-order", anyService),
                TestGateway.to("stock", anyService));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        anyService.close();
    }

    @BeforeEach
    void forget() {
        anyService.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/deliveryOrders/1/cancellation",
                "/deliveryOrders/1/cancellation/",
                "/deliveryOrders/cancellations",
                "/deliveryOrders/cancellations/",
                "/deliveryOrders/Cancellations?x=1",
                "/deliveryOrders/%63ancellations",
                "/deliveryOrders/1/../cancellations",
                "/deliveryOrders/1/cancellation//",
                "/deliveryOrders/1/cancellation/x",
                "/deliveryOrders/1/cancellation?x=1",
                "/deliveryOrders/1/cancellation#x",
                "/deliveryOrders/1/cancellation;x",
                "/deliveryOrders/1/cancellation;x=1/",
                "/deliveryOrders/1;x=1/cancellation",
                "/deliveryOrders;x/1/cancellation",
                "/;x/deliveryOrders/1/cancellation",
                "/deliveryOrders/1/cancellation%3Bx=1",
                "/deliveryOrders/1/%63ancellation",
                "/deliveryOrders/1/%63%61%6e%63%65%6C%6C%61%74%69%6F%6E",
                "/%64eliveryOrders/1/cancellation",
                "/deliveryOrders/1/%2563ancellation",
                "/deliveryOrders/1%2Fcancellation",
                "/deliveryOrders/1%2fcancellation",
                "/deliveryOrders%2F1%2Fcancellation",
                "/deliveryOrders/1%252Fcancellation",
                "/deliveryOrders/1%5Ccancellation",
                "/deliveryOrders/1%C0%AFcancellation",
                "/deliveryOrders/1/cancellation%2F",
                "/deliveryOrders/1/cancellation%00",
                "/deliveryOrders/1/cancellation%20",
                "/deliveryOrders/1/cancellation.json",
                "/deliveryOrders/1/CANCELLATION",
                "//deliveryOrders/1/cancellation",
                "/deliveryOrders//1/cancellation",
                "/deliveryOrders/1//cancellation",
                "/./deliveryOrders/1/cancellation",
                "/deliveryOrders/./1/cancellation",
                "/deliveryOrders/1/./cancellation",
                "/deliveryOrders/1/2/../cancellation",
                "/deliveryOrders/1/%2e/cancellation",
                "/deliveryOrders/2/%2E%2e/1/cancellation",
                "/orders/../deliveryOrders/1/cancellation",
                "/orders/%2e%2e/deliveryOrders/1/cancellation",
                "/orders/..%2FdeliveryOrders/1/cancellation",
                "/orders/..;/deliveryOrders/1/cancellation",
                "/stocks/..%5CdeliveryOrders/1/cancellation",
                "http://localhost/deliveryOrders/1/cancellation",
                "http://elsewhere.example//deliveryOrders/1/cancellation",
                "/orders/1/../../actuator/health",
                "/orders/..;/actuator/env",
                "/orders/%2e%2e/actuator/env",
                "/orders;/../actuator/env"
            })
    void isNotThere(String target) {
        for (String method : new String[] {"POST", "PUT", "GET", "DELETE", "HEAD"}) {
            String answer = gateway.rawRequest(method + " " + target);
            if (method.equals("HEAD")) {
                assertThat(answer).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
            } else {
                assertRawProblem(
                        answer,
                        404,
                        "not-found",
                        target.replaceFirst("^http://[^/]*", "").replaceFirst("[?#].*", ""));
            }
        }
        assertThat(anyService.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/deliveryOrders/1\\cancellation",
                "/deliveryOrders/1/cancellation%",
                "/deliveryOrders/1/%6",
                "/deliveryOrders/1/canc\u00e8llation",
                "/deliveryOrders/1/cancellation\t",
                "/deliveryOrders/1/cancellation HTTP/1.1 x",
                "deliveryOrders/1/cancellation",
                "*",
                "@elsewhere/deliveryOrders/1/cancellation"
            })
    void whatIsNoTargetAtAllIsABadRequest(String target) {
        String answer = gateway.rawRequest("POST " + target);

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*application/problem\\+json.*");
        assertThat(anyService.requests).isEmpty();
    }

    @Test
    void theDeliveryOrderItselfIsThere() {
        assertThat(gateway.get("/deliveryOrders/1").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/deliveryOrders/search/findByStatus?status=cancellation")
                        .statusCode())
                .isEqualTo(200);
        assertThat(anyService.requests).hasSize(2);
    }

    @Test
    void noMethodOverrideReachesIt() {
        gateway.post("/deliveryOrders/1", "{}", "X-Original-URL", "/deliveryOrders/1/cancellation");

        assertThat(anyService.only().target()).isEqualTo("/deliveryOrders/1");
    }

    @Test
    void aRequestHiddenBehindAnotherIsJudgedToo() {
        String answer = gateway.raw(
                "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\nPOST /deliveryOrders/1/cancellation HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(anyService.requests)
                .noneMatch(request -> request.target().contains("cancellation")
                        || new String(request.body(), java.nio.charset.StandardCharsets.US_ASCII).contains("POST"));
        assertThat(answer).doesNotContain("(connection left open)");
    }
}
