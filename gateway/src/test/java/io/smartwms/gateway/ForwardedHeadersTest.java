package io.smartwms.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The services build their links from what they hear of the address the client used: it must be the gateway's own word. */
class ForwardedHeadersTest {

    private static final String[] FORGED = {
        "X-Forwarded-Host", "evil.example",
        "X-Forwarded-Port", "666",
        "X-Forwarded-Proto", "https",
        "X-Forwarded-Prefix", "/evil",
        "X-Forwarded-Ssl", "on",
        "X-Forwarded-For", "6.6.6.6",
        "Forwarded", "host=evil.example;proto=https;for=6.6.6.6"
    };

    private final Backend order = new Backend("order");

    @AfterEach
    void stop() {
        order.close();
    }

    @Test
    void servicesHearTheGatewaysAddress() {
        try (var gateway = new TestGateway(TestGateway.to("order", order))) {
            gateway.get("/orders/1");

            assertGatewaysWord(gateway);
        }
    }

    @Test
    void aForgedAddressIsNotPassedOn() {
        try (var gateway = new TestGateway(TestGateway.to("order", order))) {
            gateway.get("/orders/1", FORGED);

            assertGatewaysWord(gateway);
        }
    }

    @Test
    void aProxyThatIsNotTheOneNamedIsAStranger() {
        try (var gateway =
                new TestGateway(TestGateway.to("order", order), "wms.gateway.trusted-proxies=10\\.0\\.0\\.\\d+")) {
            gateway.get("/orders/1", FORGED);

            assertGatewaysWord(gateway);
        }
    }

    @Test
    void theNamedProxyIsBelieved() {
        try (var gateway = new TestGateway(
                TestGateway.to("order", order), "wms.gateway.trusted-proxies=127\\.\\d+\\.\\d+\\.\\d+")) {
            gateway.get(
                    "/orders/1",
                    "X-Forwarded-Host",
                    "shop.example",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Prefix",
                    "/not-even-now");

            Backend.Request request = order.only();
            assertThat(request.target()).isEqualTo("/orders/1");
            assertThat(request.header("X-Forwarded-Host")).isEqualTo("shop.example");
            assertThat(request.header("X-Forwarded-Proto")).isEqualTo("https");
            assertThat(request.header("X-Forwarded-Port")).isEqualTo("443");
            assertThat(request.header("X-Forwarded-Prefix")).isNull();
            assertThat(gateway.get("/", "X-Forwarded-Host", "shop.example").body())
                    .contains("\"http://shop.example/orders\"");
        }
    }

    @Test
    void traceAndIdempotencyKeyArriveUntouched() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (var gateway = new TestGateway(TestGateway.to("order", order))) {
            gateway.post(
                    "/orders",
                    "{\"productId\":\"100\"}",
                    "Content-Type",
                    "application/json",
                    "traceparent",
                    trace,
                    "tracestate",
                    "a=1,b=2",
                    "Idempotency-Key",
                    "k-1 \"x\"");

            Backend.Request request = order.only();
            assertThat(request.header("traceparent")).isEqualTo(trace);
            assertThat(request.header("tracestate")).isEqualTo("a=1,b=2");
            assertThat(request.header("Idempotency-Key")).isEqualTo("k-1 \"x\"");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(new String(request.body())).isEqualTo("{\"productId\":\"100\"}");
        }
    }

    private void assertGatewaysWord(TestGateway gateway) {
        Backend.Request request = order.only();
        assertThat(request.header("X-Forwarded-Host")).isEqualTo("localhost:" + gateway.port());
        assertThat(request.header("X-Forwarded-Port")).isEqualTo("" + gateway.port());
        assertThat(request.header("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(request.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(request.header("X-Forwarded-Prefix")).isNull();
        assertThat(request.header("X-Forwarded-Ssl")).isNull();
        assertThat(request.header("Forwarded")).isNull();
        assertThat(request.headers().toString()).doesNotContain("evil", "6.6.6.6");
    }
}
