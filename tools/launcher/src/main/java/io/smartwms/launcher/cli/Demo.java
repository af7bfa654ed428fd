package io.smartwms.launcher.cli;

import io.smartwms.launcher.http.JsonClient;
import io.smartwms.launcher.installation.Failure;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Sends the requests of a mall, a customer and a manager to the running system, through the gateway only: some orders are delivered
 * at once, one waits until goods arrive, one is cancelled while it waits. Each run has products of its own.
 */
final class Demo {

    /** One order of the demo; {@code seen} is the last status printed. */
    private static final class Order {
        final long id;
        final String text;
        String seen = "";

        Order(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private static final String ORDERED = "Ordered";
    private static final String CANCELED = "OrderCanceled";
    private static final String WAITING = "StockShort";
    private static final String DELIVERED = "LogisticsInterfaced";

    private static final int CANCEL_TRIES = 3;

    private final String gateway;
    private final PrintStream out;
    private final Duration timeout;
    private final JsonClient http = new JsonClient(Duration.ofSeconds(10));
    private final String run = Long.toString(Instant.now().toEpochMilli(), 36);

    Demo(String gateway, PrintStream out, Duration timeout) {
        this.gateway = gateway;
        this.out = out;
        this.timeout = timeout;
    }

    void run() {
        out.println("The mall registers products");
        String tv = register("TV", 2);
        String phone = register("Phone", 20);
        String lamp = register("Lamp", 5);

        out.println("The warehouse receives goods");
        receive(tv, 3);

        out.println("Customers order");
        List<Order> served = List.of(order(tv, "TV", 2), order(phone, "Phone", 1), order(lamp, "Lamp", 5));
        Order waiting = order(tv, "TV", 9);
        Order unwanted = order(lamp, "Lamp", 4);

        out.println("The orders are processed");
        List<Order> all = new ArrayList<>(served);
        all.addAll(List.of(waiting, unwanted));
        follow(all, order -> order.seen.equals(served.contains(order) ? DELIVERED : WAITING));

        out.println("A customer does not want to wait for the lamps");
        cancel(unwanted);
        follow(List.of(unwanted), order -> order.seen.equals(CANCELED));

        out.println("More TVs arrive");
        receive(tv, 10);
        follow(List.of(waiting), order -> order.seen.equals(DELIVERED));

        out.println("The customer's page of order " + waiting.id);
        history(waiting);
        out.println("The stock that is left");
        List.of(tv, phone, lamp).forEach(this::stock);
        out.println("The manager's summary of all orders");
        summary();
    }

    // --- the mall and the warehouse

    private String register(String name, int quantity) {
        String productId = "demo-" + run + "-" + name.toLowerCase(Locale.ROOT);
        post("/products", Map.of("productId", productId, "productName", name, "stockIncreaseQty", quantity));
        // An event creates the stock; until then nothing can be received for it.
        until(
                () -> "The stock of " + productId + " was not created",
                () -> ask("/stocks/" + productId).ok());
        out.printf("  %-28s %d of %s%n", productId, quantity, name);
        return productId;
    }

    private void receive(String productId, int quantity) {
        post("/stocks/" + productId + "/movements", Map.of("reason", "Received", "qty", quantity));
        out.printf("  %-28s +%d%n", productId, quantity);
    }

    private Order order(String productId, String name, int quantity) {
        JsonNode placed = post(
                "/orders",
                Map.of("orderId", "M-" + run, "productId", productId, "productName", name, "orderQty", quantity));
        Order order = new Order(placed.path("id").asLong(), quantity + " x " + name);
        out.printf("  order %-6d %s%n", order.id, order.text);
        return order;
    }

    private void cancel(Order order) {
        for (int i = 1; ; i++) {
            JsonClient.Answer answer = send(() -> http.delete(gateway + "/orders/" + order.id));
            if (answer.ok()) {
                return;
            }
            // 503: the delivery order service is busy or has just started, and the customer is to try again.
            if (answer.status() != 503 || i == CANCEL_TRIES) {
                throw refused("DELETE /orders/" + order.id, answer);
            }
            out.println("  the delivery order service is busy, the cancel is tried again");
            pause(Duration.ofSeconds(1));
        }
    }

    // --- what can be seen

    /** Prints every change until each order is where it should be. */
    private void follow(List<Order> orders, Predicate<Order> arrived) {
        Instant begin = Instant.now();
        Supplier<String> problem = () -> orders.stream()
                .filter(arrived.negate())
                .findFirst()
                .map(late ->
                        "Order " + late.id + " did not get further than " + (late.seen.isEmpty() ? ORDERED : late.seen))
                .orElse("");
        until(problem, () -> {
            for (Order order : orders) {
                JsonNode now = get("/orders/" + order.id);
                String orderStatus = now.path("orderStatus").asString("");
                String delivery = now.path("deliveryOrderStatus").asString("");
                String status = orderStatus.equals(CANCELED) || delivery.isEmpty() ? orderStatus : delivery;
                if (!status.equals(order.seen) && !status.equals(ORDERED)) {
                    order.seen = status;
                    double seconds = begin.until(Instant.now(), ChronoUnit.MILLIS) / 1000.0;
                    out.printf(Locale.ROOT, "  %6.1f s  order %-6d %-12s %s%n", seconds, order.id, order.text, status);
                }
            }
            return orders.stream().allMatch(arrived);
        });
    }

    /** The times of all stages on the customer's page, in order. */
    private void history(Order order) {
        until(
                () -> "The customer's page did not show order " + order.id,
                () -> ask("/orderPages/" + order.id).ok());
        Map<Instant, String> times = new TreeMap<>();
        get("/orderPages/" + order.id).properties().forEach(field -> {
            if (!field.getKey().equals("updateDate")) {
                instant(field.getValue()).ifPresent(time -> times.merge(time, field.getKey(), (a, b) -> a + ", " + b));
            }
        });
        times.forEach((time, stage) -> out.printf(
                "  %s  %s%n",
                LocalTime.ofInstant(time, ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("HH:mm:ss.SSS")),
                stage));
    }

    private static Optional<Instant> instant(JsonNode value) {
        try {
            return Optional.of(Instant.parse(value.asString("")));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    private void stock(String productId) {
        JsonNode stock = get("/stocks/" + productId);
        out.printf(
                "  %-28s %d on hand, %d assigned%n",
                productId,
                stock.path("stockQty").asInt(),
                stock.path("stockAssignQty").asInt());
    }

    private void summary() {
        print("  ", get("/deliveryPages/summary"));
    }

    private void print(String indent, JsonNode node) {
        node.properties().stream()
                .filter(field -> !field.getKey().startsWith("_")
                        && !(field.getValue().isObject() && field.getValue().isEmpty()))
                .forEach(field -> {
                    if (field.getValue().isObject()) {
                        out.println(indent + field.getKey());
                        print(indent + "  ", field.getValue());
                    } else {
                        out.printf(
                                "%s%-26s %s%n",
                                indent, field.getKey(), field.getValue().asString());
                    }
                });
    }

    // --- asking

    private JsonNode get(String path) {
        JsonClient.Answer answer = ask(path);
        if (!answer.ok()) {
            throw refused("GET " + path, answer);
        }
        return answer.body();
    }

    private JsonClient.Answer ask(String path) {
        return send(() -> http.get(gateway + path));
    }

    private JsonNode post(String path, Map<String, Object> body) {
        JsonClient.Answer answer = send(() -> http.post(gateway + path, body));
        if (!answer.ok()) {
            throw refused("POST " + path, answer);
        }
        return answer.body();
    }

    private interface Call {
        JsonClient.Answer send() throws IOException;
    }

    private JsonClient.Answer send(Call call) {
        try {
            return call.send();
        } catch (IOException noAnswer) {
            throw new Failure("Nothing answers at " + gateway + "; start the system with: wms up --detach", noAnswer);
        }
    }

    private static Failure refused(String request, JsonClient.Answer answer) {
        String why = answer.body()
                .path("detail")
                .asString(answer.body().path("title").asString(""));
        return new Failure(request + " was answered with " + answer.status() + (why.isEmpty() ? "." : ": " + why));
    }

    private void until(Supplier<String> problem, BooleanSupplier condition) {
        Instant end = Instant.now().plus(timeout);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new Failure(problem.get() + " within " + timeout.toMillis() / 1000.0 + " s.");
            }
            pause(Duration.ofMillis(50));
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw Failure.interrupted(e);
        }
    }
}
