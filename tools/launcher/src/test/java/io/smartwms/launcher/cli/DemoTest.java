package io.smartwms.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.smartwms.launcher.http.JsonClient;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.process.TestSupport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo and the rebuild against a system of a few lines that answers as the real one does. */
class DemoTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Integer> stock = new HashMap<>();
    private final Map<Long, JsonNode> orders = new HashMap<>();
    private final Map<Long, String> status = new HashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private int busyCancels = 1;
    private boolean stuck;
    private int rebuildStatus = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            JsonClient.Answer answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
            byte[] bytes = JSON.writeValueAsBytes(answer.body());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private JsonClient.Answer answer(String method, String path, JsonNode body) {
        String[] parts = path.split("/");
        String last = parts[parts.length - 1];
        String text = switch (method + " " + parts[1]) {
            case "POST products" -> {
                stock.put(
                        body.path("productId").asString(),
                        body.path("stockIncreaseQty").asInt());
                yield "{}";
            }
            case "POST stocks" -> {
                stock.merge(parts[2], body.path("qty").asInt(), Integer::sum);
                yield "{}";
            }
            case "GET stocks" -> "{\"stockQty\":" + stock.get(last) + ",\"stockAssignQty\":0}";
            case "POST orders" -> {
                long id = orders.size() + 1L;
                orders.put(id, body);
                yield "{\"id\":" + id + "}";
            }
            case "GET orders" -> order(Long.parseLong(last));
            case "DELETE orders" -> {
                if (busyCancels-- > 0) {
                    yield "503 {\"detail\":\"try again shortly\"}";
                }
                status.put(Long.parseLong(last), "OrderCanceled");
                yield "{}";
            }
            case "GET orderPages" -> "{\"orderDate\":\"2026-01-31T09:00:00Z\",\"updateDate\":\"2026-01-31T09:00:09Z\"}";
            case "GET deliveryPages" ->
                "{\"shipped\":4,\"stages\":{\"StockShort\":0},\"_links\":{\"self\":{\"href\":\"x\"}}}";
            case "POST actuator" ->
                rebuildStatus
                        + " {\"caughtUp\":true,\"rows\":5,\"events\":60,\"seconds\":1.25,\"detail\":\"the broker is away\"}";
            default -> "404 {}";
        };
        return text.startsWith("{")
                ? new JsonClient.Answer(200, JSON.readTree(text))
                : new JsonClient.Answer(Integer.parseInt(text.substring(0, 3)), JSON.readTree(text.substring(4)));
    }

    private String order(long id) {
        if ("OrderCanceled".equals(status.get(id))) {
            return "{\"orderStatus\":\"OrderCanceled\"}";
        }
        JsonNode order = orders.get(id);
        String productId = order.path("productId").asString();
        if (!"LogisticsInterfaced".equals(status.get(id))) {
            int left = stock.get(productId) - order.path("orderQty").asInt();
            status.put(id, left >= 0 && !stuck ? "LogisticsInterfaced" : "StockShort");
            stock.put(
                    productId, left >= 0 ? left : left + order.path("orderQty").asInt());
        }
        return "{\"orderStatus\":\"Ordered\",\"deliveryOrderStatus\":\"" + status.get(id) + "\"}";
    }

    @Test
    void everyOrderEndsAndTheManagerSeesIt() {
        new Demo(url(), out, TestSupport.TIMEOUT).run();

        assertThat(status.values())
                .containsExactlyInAnyOrder(
                        "LogisticsInterfaced",
                        "LogisticsInterfaced",
                        "LogisticsInterfaced",
                        "LogisticsInterfaced",
                        "OrderCanceled");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "StockShort", "busy", "OrderCanceled", "LogisticsInterfaced", "orderDate", "shipped")
                .doesNotContain("updateDate", "href");
    }

    @Test
    void orderThatGetsNoFurtherIsNamed() {
        stuck = true;

        assertThatThrownBy(() -> new Demo(url(), out, Duration.ofMillis(300)).run())
                .isInstanceOf(Failure.class)
                .hasMessage("Order 1 did not get further than StockShort within 0.3 s.");
    }

    @Test
    void refusalIsPassedOn() {
        busyCancels = 99;

        assertThatThrownBy(() -> new Demo(url(), out, TestSupport.TIMEOUT).run())
                .isInstanceOf(Failure.class)
                .hasMessage("DELETE /orders/5 was answered with 503: try again shortly");
    }

    @Test
    void rebuildTellsRowsAndTime() {
        new Rebuild("customerCenter", url(), out).run();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("customerCenter is rebuilt: 5 rows from 60 events in 1.3 s");
    }

    @Test
    void refusedRebuildIsOneSentence() {
        rebuildStatus = 503;

        assertThatThrownBy(() -> new Rebuild("customerCenter", url(), out).run())
                .isInstanceOf(Failure.class)
                .hasMessage("customerCenter refused to rebuild with 503: the broker is away");
    }
}
