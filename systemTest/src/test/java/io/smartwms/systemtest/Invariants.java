package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What must hold, always: the numbered promises of the design, read off a system at rest over its own REST interface. */
record Invariants(WmsSystem system) {

    private static final List<String> SERVICES = List.of(
            "order",
            "deliveryOrder",
            "deliveryPicking",
            "deliveryPacking",
            "product",
            "stock",
            "customerCenter",
            "deliveryCenter");

    /** Waits until every order has come to an end or visibly waits for goods, and no event is under way. */
    void awaitRest(Duration most) {
        await().atMost(most).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(system.service("order").all("orders").values())
                    .allMatch(order -> atRest(text(order, "deliveryOrderStatus")));
            for (String service : SERVICES) {
                JsonNode health =
                        system.service(service).get("/actuator/health").is(200).json();
                assertThat(health.at("/components/outbox/details/backlog").asInt(-1))
                        .as(service)
                        .isZero();
            }
            viewsEqualTheirSources();
        });
    }

    private static boolean atRest(String status) {
        return status.equals("LogisticsInterfaced")
                || status.equals("DeliveryOrderCanceled")
                || status.equals("StockShort");
    }

    void hold() {
        everyOrderEndsOnOneSideInEveryService();
        stockIsExactToTheUnit();
        viewsEqualTheirSources();
        invoiceNumbersAreUnique();
        nothingIsParked();
    }

    private void everyOrderEndsOnOneSideInEveryService() {
        Map<String, JsonNode> deliveryOrders = system.service("deliveryOrder").all("deliveryOrders");
        Map<String, JsonNode> packings = system.service("deliveryPacking").all("deliveryPackings");
        system.service("order").all("orders").forEach((id, order) -> {
            boolean canceled = text(order, "orderStatus").equals("OrderCanceled");
            boolean handedOver = packings.containsKey(id)
                    && text(packings.get(id), "logisticsInterfaceStatus").equals("LogisticsInterfaced");
            assertThat(canceled && handedOver)
                    .as("order %s cancelled and handed over", id)
                    .isFalse();
            assertThat(text(deliveryOrders.get(id), "deliveryOrderStatus"))
                    .as("delivery order %s", id)
                    .isEqualTo(
                            canceled
                                    ? "DeliveryOrderCanceled"
                                    : handedOver ? "DeliveryOrderPacked" : "DeliveryOrdered");
        });
        assertThat(deliveryOrders).hasSameSizeAs(system.service("order").all("orders"));
    }

    private void stockIsExactToTheUnit() {
        Map<String, JsonNode> orders = system.service("order").all("orders");
        system.service("product").all("products").forEach((productId, product) -> {
            JsonNode stock =
                    system.service("stock").get("/stocks/" + productId).is(200).json();
            int shipped = orders.values().stream()
                    .filter(o -> text(o, "productId").equals(productId))
                    .filter(o -> text(o, "deliveryOrderStatus").equals("LogisticsInterfaced"))
                    .mapToInt(o -> o.path("orderQty").asInt())
                    .sum();
            int received = 0;
            int ledger = 0;
            for (JsonNode line : movements(productId)) {
                ledger += line.path("qty").asInt();
                received +=
                        Set.of("Registered", "Received", "Damaged", "Counted").contains(text(line, "reason"))
                                ? line.path("qty").asInt()
                                : 0;
            }
            assertThat(stock.path("stockQty").asInt())
                    .as("on hand of %s is the sum of its ledger", productId)
                    .isEqualTo(ledger);
            assertThat(stock.path("stockQty").asInt())
                    .as("on hand of %s is what came in less what was shipped", productId)
                    .isEqualTo(received - shipped);
            assertThat(stock.path("stockAssignQty").asInt())
                    .as("nothing of %s is assigned at rest", productId)
                    .isZero();
        });
    }

    private List<JsonNode> movements(String productId) {
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (int page = 0; ; page++) {
            JsonNode json = system.service("stock")
                    .get("/stocks/" + productId + "/movements?size=1000&page=" + page)
                    .is(200)
                    .json();
            json.path("_embedded").forEach(list -> list.forEach(lines::add));
            if (page + 1 >= json.path("page").path("totalPages").asInt()) {
                return lines;
            }
        }
    }

    void viewsEqualTheirSources() {
        Map<String, JsonNode> orders = system.service("order").all("orders");
        Map<String, JsonNode> deliveryOrders = system.service("deliveryOrder").all("deliveryOrders");
        Map<String, JsonNode> pickings = system.service("deliveryPicking").all("deliveryPickings");
        Map<String, JsonNode> packings = system.service("deliveryPacking").all("deliveryPackings");
        Map<String, JsonNode> orderPages = system.service("customerCenter").all("orderPages");
        Map<String, JsonNode> deliveryPages = system.service("deliveryCenter").all("deliveryPages");
        assertThat(orderPages.keySet()).isEqualTo(orders.keySet());
        assertThat(deliveryPages.keySet()).isEqualTo(orders.keySet());
        orders.forEach((id, order) -> {
            JsonNode forCustomer = orderPages.get(id);
            same(id, order, forCustomer, "orderId", "productId", "productName", "orderQty", "orderStatus");
            assertThat(text(forCustomer, "deliveryStatus")).as(id).isEqualTo(text(order, "deliveryOrderStatus"));
            JsonNode forManager = deliveryPages.get(id);
            same(id, order, forManager, "orderId", "productId", "orderQty", "orderStatus");
            same(id, deliveryOrders.get(id), forManager, "deliveryOrderId", "deliveryOrderStatus");
            same(id, pickings.get(id), forManager, "pickingStatus", "invoiceNo");
            same(id, packings.get(id), forManager, "packingStatus", "logisticsInterfaceStatus");
        });
    }

    private static void same(String id, JsonNode source, JsonNode view, String... fields) {
        for (String field : fields) {
            assertThat(text(view, field))
                    .as("%s of order %s", field, id)
                    .isEqualTo(source == null ? "" : text(source, field));
        }
    }

    private void invoiceNumbersAreUnique() {
        Set<String> seen = new HashSet<>();
        system.service("deliveryPicking").all("deliveryPickings").values().stream()
                .map(picking -> text(picking, "invoiceNo"))
                .filter(number -> !number.isEmpty())
                .forEach(number -> assertThat(seen.add(number)).as(number).isTrue());
    }

    private void nothingIsParked() {
        for (String service : SERVICES) {
            assertThat(system.service(service)
                            .get("/actuator/parked")
                            .is(200)
                            .json()
                            .path("parked")
                            .valueStream())
                    .as(service)
                    .isEmpty();
        }
    }

    private static String text(JsonNode row, String field) {
        return row == null ? "" : row.path(field).asString("");
    }
}
