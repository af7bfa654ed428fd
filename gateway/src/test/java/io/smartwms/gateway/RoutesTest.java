package io.smartwms.gateway;

import static io.smartwms.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the outside can reach: eight resources and a list of them. */
class RoutesTest {

    private static final List<String> SERVICES = List.of(
            "order",
            "delivery-order",
            "delivery-picking",
            "delivery-packing",
            "product",
            "stock",
            "customer-center",
            "delivery-center");

    private static final Map<String, Backend> backends = new LinkedHashMap<>();
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        var properties = new ArrayList<String>();
        for (String service : SERVICES) {
            backends.put(service, new Backend(service));
            properties.add(TestGateway.to(service, backends.get(service)));
        }
        gateway = new TestGateway(properties.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backends.values().forEach(Backend::close);
    }

    @BeforeEach
    void forget() {
        backends.values().forEach(Backend::reset);
    }

    @ParameterizedTest
    @CsvSource({
        "orders,           order",
        "deliveryOrders,   delivery-order",
        "deliveryPickings, delivery-picking",
        "deliveryPackings, delivery-packing",
        "products,         product",
        "stocks,           stock",
        "orderPages,       customer-center",
        "deliveryPages,    delivery-center"
    })
    void eachResourceReachesItsService(String resource, String service) {
        for (String path : List.of("", "/", "/1", "/search/findByOrderId?orderId=a%20b&page=0", "/1/movements")) {
            backends.get(service).reset();

            var response = gateway.get("/" + resource + path);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(service);
            assertThat(backends.get(service).only().target()).isEqualTo("/" + resource + path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void everyMethodAResourceMayKnowIsPassedOn(String method) {
        assertThat(gateway.send(method, "/orders/1", null).statusCode()).isEqualTo(200);
        assertThat(backends.get("order").only().method()).isEqualTo(method);
    }

    @Test
    void textInAPathMayBeEncoded() {
        gateway.get("/stocks/%ED%85%8C%EB%A0%88%EB%B9%84%201?q=%26%2F");

        assertThat(backends.get("stock").only().target()).isEqualTo("/stocks/%ED%85%8C%EB%A0%88%EB%B9%84%201?q=%26%2F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%23b", "a+b", "a%2Bb", "a%20b", "%ED%95%9C"})
    void anIdReachesItsServiceAsItIsSpelled(String id) {
        assertThat(gateway.get("/products/" + id).statusCode()).isEqualTo(200);

        assertThat(backends.get("product").only().target()).isEqualTo("/products/" + id);
    }

    @Test
    void theRootListsTheResources() {
        var response = gateway.get("/");

        assertThat(response.headers().firstValue("Content-Type")).contains("application/hal+json");
        JsonNode links = new JsonMapper().readTree(response.body()).path("_links");
        assertThat(links.propertyNames())
                .containsExactly(
                        "self",
                        "orders",
                        "deliveryOrders",
                        "deliveryPickings",
                        "deliveryPackings",
                        "products",
                        "stocks",
                        "orderPages",
                        "deliveryPages");
        assertThat(links.at("/deliveryPages/href").asString()).isEqualTo(gateway.uri() + "/deliveryPages");
        assertThat(links.at("/self/href").asString()).isEqualTo(gateway.uri() + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/ordersX",
                "/Orders",
                "/profile/orders",
                "/actuator",
                "/actuator/",
                "/actuator/env",
                "/actuator/metrics",
                "/actuator/prometheus",
                "/actuator/health/",
                "/actuator/health/other",
                "/actuator/gateway/routes",
                "/ACTUATOR/metrics",
                "/favicon.ico",
                "/error"
            })
    void allElseIsNotThere(String path) {
        assertProblem(gateway.get(path), 404, "not-found", path);
        assertNobodyWasAsked();
    }

    @Test
    void noWebSocketIsOpenedToAService() {
        String answer = gateway.raw(
                "GET /orders HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(backends.get("order").only().header("Upgrade")).isNull();
    }

    private static void assertNobodyWasAsked() {
        backends.values().forEach(backend -> assertThat(backend.requests).isEmpty());
    }
}
