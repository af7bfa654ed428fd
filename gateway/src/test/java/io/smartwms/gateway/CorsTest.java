package io.smartwms.gateway;

import static io.smartwms.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which pages a browser lets in. */
class CorsTest {

    @Nested
    class WithAnAllowedOrigin {

        @Test
        void aPreflightNamesWhatIsAllowed() {
            try (var order = new Backend("order");
                    var gateway = gateway(order)) {
                var response = preflight(gateway, "https://shop.example", "POST", "Content-Type, Idempotency-Key");

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
                assertThat(header(response, "Access-Control-Allow-Methods")).contains("POST", "PATCH", "DELETE");
                assertThat(header(response, "Access-Control-Allow-Headers")).contains("Idempotency-Key");
                assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("1800");
                assertThat(order.requests).isEmpty();
            }
        }

        @Test
        void anAnswerShowsLocationAndRetryAfter() {
            try (var order = new Backend("order");
                    var gateway = gateway(order)) {
                var response = gateway.post("/orders", "{}", "Origin", "https://shop.example");

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
                assertThat(header(response, "Access-Control-Expose-Headers")).contains("Location", "Retry-After");
                assertThat(order.requests).hasSize(1);
            }
        }

        @Test
        void aRefusalCanBeReadByThePageToo() {
            try (var order = new Backend("order");
                    var gateway = gateway(order)) {
                var response = gateway.get("/actuator/env", "Origin", "https://shop.example");

                assertProblem(response, 404, "not-found", "/actuator/env");
                assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
            }
        }

        @Test
        void allElseIsRefused() {
            try (var order = new Backend("order");
                    var gateway = gateway(order)) {
                for (var response : new HttpResponse<?>[] {
                    preflight(gateway, "https://evil.example", "POST", null),
                    preflight(gateway, "http://shop.example", "POST", null),
                    preflight(gateway, "https://shop.example", "PROPFIND", null),
                    preflight(gateway, "https://shop.example", "POST", "X-Secret"),
                    gateway.post("/orders", "{}", "Origin", "https://evil.example")
                }) {
                    assertThat(response.statusCode()).isEqualTo(403);
                    assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                            .isEmpty();
                }
                assertProblem(gateway.post("/orders", "{}", "Origin", "null"), 403, "origin-not-allowed", "/orders");
                assertThat(order.requests).isEmpty();
            }
        }

        private TestGateway gateway(Backend order) {
            return new TestGateway(
                    TestGateway.to("order", order),
                    "wms.gateway.cors.allowed-origins=https://shop.example,https://centre.example");
        }
    }

    @Test
    void byDefaultNoPageOfAnotherOriginGetsIn() {
        try (var order = new Backend("order");
                var gateway = new TestGateway(TestGateway.to("order", order))) {
            var preflight = preflight(gateway, "https://shop.example", "POST", null);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(order.requests).isEmpty();

            var response = gateway.get("/orders", "Origin", "https://shop.example");
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    private static HttpResponse<String> preflight(TestGateway gateway, String origin, String method, String headers) {
        return headers == null
                ? gateway.send("OPTIONS", "/orders", null, "Origin", origin, "Access-Control-Request-Method", method)
                : gateway.send(
                        "OPTIONS",
                        "/orders",
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        method,
                        "Access-Control-Request-Headers",
                        headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
