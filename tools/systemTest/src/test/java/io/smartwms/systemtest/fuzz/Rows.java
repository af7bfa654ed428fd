package io.smartwms.systemtest.fuzz;

import io.smartwms.harness.Api;
import io.smartwms.harness.RunningSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the requests may have left in the system: a row for each that was answered with one, and nothing else. */
final class Rows {

    private static final Pattern OWN_PATH =
            Pattern.compile("/(orders/\\d+|products/[^/]+|stocks/[^/]+/movements/\\d+)$");
    private static final Pattern MARKER = Pattern.compile("Z(\\d+)z");

    private final RunningSystem system;
    /** What was there before, or was created since, each by the end of its address. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    /** Requests of which nobody can tell whether they were carried out. */
    private final Set<Long> unsure = ConcurrentHashMap.newKeySet();
    /** Orders whose cancel was granted, or may have been. */
    private final Set<Long> cancelable = ConcurrentHashMap.newKeySet();

    Rows(RunningSystem system) {
        this.system = system;
        rows().forEach((path, row) -> known.add(path));
    }

    /** @param answer null if there was none */
    void answered(Request request, Connection.Answer answer) {
        boolean mayBeDone = answer == null ? request.ending != Request.Ending.CUT : answer.status() >= 500;
        if (mayBeDone) {
            unsure.add(request.index);
        }
        if (mayBeDone || answer != null && answer.status() < 300) {
            cancelable.add(request.cancels);
        }
        if (answer != null && answer.status() == 201) {
            known.add(ownPath(answer.header("Location")));
            if (request.template.equals("lines")) {
                JsonMapper.shared()
                        .readTree(answer.body())
                        .at("/_embedded/orders")
                        .forEach(order ->
                                known.add(ownPath(order.at("/_links/self/href").asString(""))));
            }
        }
    }

    private static String ownPath(String address) {
        Matcher path = OWN_PATH.matcher(address);
        return path.find() ? path.group() : address;
    }

    /** What is there and should not be, or the reverse. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        Map<String, JsonNode> rows = rows();
        rows.forEach((path, row) -> {
            if (!known.contains(path) && !isUnsure(row)) {
                violations.add("a row of no request that was granted: " + row);
            }
            if (path.startsWith("/orders/")
                    && row.path("orderStatus").asString("").equals("OrderCanceled")
                    && row.path("id").asLong() <= Grammar.WAITING
                    && !cancelable.contains(row.path("id").asLong())) {
                violations.add("cancelled by no request that was granted: " + row);
            }
        });
        Set<String> lost = new HashSet<>(known);
        lost.removeAll(rows.keySet());
        lost.forEach(path -> violations.add("created, and not there: " + path));
        return violations;
    }

    private boolean isUnsure(JsonNode row) {
        Matcher marker = MARKER.matcher(row.toString());
        while (marker.find()) {
            if (unsure.contains(Long.parseLong(marker.group(1)))) {
                return true;
            }
        }
        return false;
    }

    /** Orders, products, and what people have entered into the ledgers; the rest follows from these and is checked as such. */
    private Map<String, JsonNode> rows() {
        Map<String, JsonNode> rows = new HashMap<>();
        add(rows, "order", "/orders", "orders");
        add(rows, "product", "/products", "products");
        Map<String, JsonNode> stocks = new HashMap<>();
        for (JsonNode stock : pages("stock", "/stocks", "stocks")) {
            String self = stock.at("/_links/self/href").asString();
            stocks.put(self.substring(self.indexOf("/stocks/")), stock);
        }
        for (Map.Entry<String, JsonNode> stock : stocks.entrySet()) {
            if (stock.getValue().path("registered").asBoolean()) {
                add(rows, "stock", stock.getKey() + "/movements", "movements");
            }
        }
        rows.values()
                .removeIf(row -> row.has("reason")
                        && !Set.of("Received", "Counted", "Damaged")
                                .contains(row.path("reason").asString()));
        return rows;
    }

    private void add(Map<String, JsonNode> rows, String service, String list, String name) {
        for (JsonNode row : pages(service, list, name)) {
            Matcher path = OWN_PATH.matcher(row.at("/_links/self/href").asString());
            if (!path.find() || rows.put(path.group(), row) != null) {
                throw new IllegalStateException("Listed twice, or without its address: " + row);
            }
        }
    }

    private List<JsonNode> pages(String service, String list, String name) {
        List<JsonNode> rows = new ArrayList<>();
        Api api = system.service(service);
        for (int page = 0; ; page++) {
            JsonNode answer = api.get(list + "?size=1000&page=" + page).is(200).json();
            answer.path("_embedded").path(name).forEach(rows::add);
            if (page + 1 >= answer.path("page").path("totalPages").asInt()) {
                return rows;
            }
        }
    }
}
