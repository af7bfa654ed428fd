package io.smartwms.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a system says of itself over its REST interface, read at one time; each map goes by id. */
public record Facts(
        Map<String, JsonNode> orders,
        Map<String, JsonNode> deliveryOrders,
        Map<String, JsonNode> pickings,
        Map<String, JsonNode> packings,
        Map<String, JsonNode> products,
        Map<String, JsonNode> stocks,
        Map<String, JsonNode> orderPages,
        Map<String, JsonNode> deliveryPages,
        Map<String, Integer> outboxes) {

    public static Facts of(RunningSystem system) {
        Map<String, Integer> outboxes = new LinkedHashMap<>();
        for (String service : RunningSystem.SERVICES) {
            JsonNode health = system.service(service).get("/actuator/health").json();
            outboxes.put(
                    service, health.at("/components/outbox/details/backlog").asInt(-1));
        }
        return new Facts(
                system.service("order").all("orders"),
                system.service("deliveryOrder").all("deliveryOrders"),
                system.service("deliveryPicking").all("deliveryPickings"),
                system.service("deliveryPacking").all("deliveryPackings"),
                system.service("product").all("products"),
                system.service("stock").all("stocks"),
                system.service("customerCenter").all("orderPages"),
                system.service("deliveryCenter").all("deliveryPages"),
                outboxes);
    }

    /** Everything that is kept aside, by service and then by its position on the topic. */
    public static Map<String, Map<String, JsonNode>> parked(RunningSystem system) {
        Map<String, Map<String, JsonNode>> parked = new TreeMap<>();
        for (String service : RunningSystem.SERVICES) {
            Map<String, JsonNode> byPosition = new TreeMap<>();
            system.service(service)
                    .get("/actuator/parked")
                    .is(200)
                    .json()
                    .path("parked")
                    .forEach(entry -> byPosition.put(entry.path("position").asString(), entry));
            parked.put(service, byPosition);
        }
        return parked;
    }

    public static String text(@Nullable JsonNode row, String field) {
        return row == null ? "" : row.path(field).asString("");
    }

    /** How far the order has come, as the order service tells it; empty if nothing has been heard of it yet. */
    public static String stage(@Nullable JsonNode order) {
        return text(order, "deliveryOrderStatus");
    }

    /** The parcels, by the ids of their first lines, with the ids of all their lines. */
    public Map<String, Set<String>> parcels() {
        Map<String, Set<String>> parcels = new TreeMap<>();
        orders.forEach((id, order) -> parcels.computeIfAbsent(text(order, "parcelId"), parcel -> new TreeSet<>())
                .add(id));
        return parcels;
    }

    public boolean isHandedOver(String id) {
        return text(packings.get(id), "logisticsInterfaceStatus").equals("LogisticsInterfaced");
    }

    /** Whether the order is packed and can no longer be cancelled: it leaves with the other lines of its parcel. */
    public boolean isShippable(String id) {
        return text(packings.get(id), "shippableYn").equals("Y");
    }

    public boolean isCanceled(String id) {
        return text(orders.get(id), "orderStatus").equals("OrderCanceled");
    }
}
