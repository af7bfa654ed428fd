package io.smartwms.systemtest.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The requests of a run: each follows from the seed and its index alone, and most are valid but for one or two things. */
final class Grammar {

    /** Orders 1 to this wait for goods that nobody has, under the numbers W-1, W-2 …, and can be cancelled. */
    static final int WAITING = 200;

    /** Orders after these have been handed over. */
    static final int SHIPPED = 20;

    static final List<String> PRODUCTS = List.of("FUZZ-1", "FUZZ-2", "FUZZ-3", "FUZZ-4", "FUZZ-5");
    static final String UNREGISTERED = "FUZZ-WAIT";

    private static final String TIME = "2026-01-31T09:00:00Z";
    private static final String SHIP_BY = Instant.now()
            .plus(Duration.ofDays(30))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    private static final String LATER = "2027-01-31T09%3A00%3A00%2B09%3A00";

    /** The lists, and who has each. */
    static final Map<String, String> SERVICES = new TreeMap<>(Map.of(
            "orders", "order",
            "deliveryOrders", "deliveryOrder",
            "deliveryPickings", "deliveryPicking",
            "deliveryPackings", "deliveryPacking",
            "products", "product",
            "stocks", "stock",
            "orderPages", "customerCenter",
            "deliveryPages", "deliveryCenter"));

    private static final Map<String, List<String>> SEARCHES = Map.of(
            "orders",
                    List.of(
                            "findByOrderId?orderId=W-1",
                            "findByMallId?mallId=mall-1",
                            "findByOrderIdAndMallId?orderId=W-1&mallId=mall-1",
                            "findByProductId?productId=FUZZ-1",
                            "findByOrderStatus?orderStatus=Ordered",
                            "findByDeliveryOrderStatus?deliveryOrderStatus=StockShort",
                            "findByCreateDate?from=" + TIME + "&to=" + LATER),
            "deliveryOrders",
                    List.of(
                            "findByOrderId?orderId=W-1",
                            "findByProductId?productId=FUZZ-1",
                            "findByDeliveryOrderStatus?deliveryOrderStatus=DeliveryOrdered"),
            "deliveryPickings",
                    List.of(
                            "findPickable",
                            "findByOrderId?orderId=W-1",
                            "findByProductId?productId=FUZZ-1",
                            "findByInvoiceNo?invoiceNo=1",
                            "findByPickingStatus?pickingStatus=PickingOrdered"),
            "deliveryPackings",
                    List.of(
                            "findPackable",
                            "findByOrderId?orderId=W-1",
                            "findByInvoiceNo?invoiceNo=1",
                            "findByPackingStatus?packingStatus=PackingConfirmed",
                            "findByLogisticsInterfaceDate?from=" + TIME + "&to=" + LATER),
            "products",
                    List.of("findByProductName?productName=TV", "findByProductStatus?productStatus=ProductRegistered"),
            "stocks", List.of("findShort", "findByProductName?productName=TV"),
            "orderPages",
                    List.of(
                            "findByOrderId?orderId=W-1",
                            "findByInvoiceNo?invoiceNo=1",
                            "findByOrderStatus?orderStatus=Ordered",
                            "findByDeliveryStatus?deliveryStatus=StockShort",
                            "findByOrderDate?from=" + TIME + "&to=" + LATER),
            "deliveryPages",
                    List.of(
                            "findByOrderId?orderId=W-1",
                            "findByStage?stage=StockShort",
                            "findDue?within=PT24H",
                            "findByStageAndMinAge?stage=StockShort&minAge=PT1H",
                            "findByPickingStatus?pickingStatus=PickingOrdered",
                            "findByOrderDate?from=" + TIME + "&to=" + LATER,
                            "findByLogisticsInterfaceDate?from=" + TIME + "&to=" + LATER));

    private record Weighted(int weight, String name, Consumer<Request> template) {}

    private static final List<Weighted> TEMPLATES = List.of(
            new Weighted(16, "order", Grammar::order),
            new Weighted(6, "lines", Grammar::lines),
            new Weighted(3, "cancel by number", Grammar::cancelByNumber),
            new Weighted(2, "cancel all lines", Grammar::cancelAllLines),
            new Weighted(6, "cancel", Grammar::cancel),
            new Weighted(10, "product", Grammar::product),
            new Weighted(12, "movement", Grammar::movement),
            new Weighted(5, "picking", Grammar::picking),
            new Weighted(4, "packing", Grammar::packing),
            new Weighted(12, "list", Grammar::list),
            new Weighted(10, "search", Grammar::search),
            new Weighted(8, "one", Grammar::one),
            new Weighted(3, "ledger", r -> ofStock(r, "movements")),
            new Weighted(3, "queue", r -> ofStock(r, "reservations")),
            new Weighted(2, "summary", Grammar::summary),
            new Weighted(4, "around", Grammar::around),
            new Weighted(2, "internal", Grammar::internal));

    private static final int WEIGHTS =
            TEMPLATES.stream().mapToInt(Weighted::weight).sum();

    private final long seed;
    private final Map<String, Integer> ports;

    /** @param ports of the gateway and the services, by name */
    Grammar(long seed, Map<String, Integer> ports) {
        this.seed = seed;
        this.ports = ports;
    }

    int port(Request request) {
        return ports.get(request.throughGateway ? "gateway" : request.service);
    }

    Request request(long index) {
        Request request = new Request(seed, index);
        int drawn = request.random.nextInt(WEIGHTS);
        Weighted template = null;
        for (Weighted each : TEMPLATES) {
            template = each;
            drawn -= each.weight();
            if (drawn < 0) {
                break;
            }
        }
        request.template = template.name();
        template.template().accept(request);
        request.chunked = request.hasBody() && request.chance(10);
        request.headers.add(0, new Request.Header("Host", "localhost:" + port(request)));
        int kind = request.random.nextInt(100);
        int mutations = kind < 8 ? 0 : kind < 60 ? 1 : kind < 88 ? 2 : kind < 97 ? 3 : 6;
        for (int i = 0; i < mutations; i++) {
            Mutations.one(request);
        }
        if (mutations == 6 && request.chance(40)) {
            Mutations.bytes(request);
        }
        if (request.mutations.size() > 1) {
            request.mustBeRefused = null;
        }
        return request;
    }

    private static void ask(Request request, String method, String resource, String rest) {
        request.method = method;
        request.service = SERVICES.get(resource);
        request.path = "/" + resource + rest;
    }

    private static String text(String text) {
        return "\"" + text + "\"";
    }

    private static String number(Request r, int most) {
        return Integer.toString(1 + r.random.nextInt(most));
    }

    private static void order(Request r) {
        ask(r, "POST", "orders", "");
        r.json(
                "orderId", text(r.marker),
                "productId", text(r.chance(70) ? r.pick("FUZZ-1", "FUZZ-2", "FUZZ-3") : UNREGISTERED),
                "productName", text("TV " + r.marker),
                "orderQty", number(r, 3));
        if (r.chance(30)) {
            r.json.put("orderStatus", text("Ordered"));
        }
        ofAMall(r);
        maybeKey(r);
    }

    private static void lines(Request r) {
        ask(r, "POST", "orders", "");
        List<String> lines = new ArrayList<>();
        for (int i = 1 + r.random.nextInt(4); i > 0; i--) {
            lines.add("{\"productId\":%s,\"orderQty\":%s}"
                    .formatted(text(r.pick("FUZZ-1", "FUZZ-2", UNREGISTERED)), number(r, 3)));
        }
        r.json("orderId", text(r.marker), "lines", "[" + String.join(",", lines) + "]");
        if (r.chance(30)) {
            r.json.put("shipment", text(r.pick("together", "asAvailable")));
        }
        ofAMall(r);
        maybeKey(r);
    }

    private static void ofAMall(Request r) {
        if (r.chance(20)) {
            r.json.put("mallId", text("mall-" + number(r, 3)));
        }
        if (r.chance(20)) {
            r.json.put("shipBy", text(SHIP_BY));
        }
    }

    private static void maybeKey(Request r) {
        if (r.chance(20)) {
            r.header("Idempotency-Key", "key-" + r.marker);
        }
    }

    private static long waiting(Request r) {
        r.cancels = 1 + r.random.nextInt(WAITING);
        return r.cancels;
    }

    private static void cancelByNumber(Request r) {
        ask(r, "POST", "orders", "");
        r.json(
                "orderId",
                text("W-" + waiting(r)),
                "orderStatus",
                text(r.pick("OrderCanceled", "DeliveryOrderCanceled")));
        if (r.chance(40)) {
            r.json.put("productId", text(UNREGISTERED));
        }
    }

    private static void cancelAllLines(Request r) {
        ask(r, "POST", "orders", "/cancellations");
        r.json("orderId", text("W-" + waiting(r)));
        maybeKey(r);
    }

    private static void cancel(Request r) {
        ask(r, "DELETE", "orders", "/" + (r.chance(80) ? waiting(r) : WAITING + 1 + r.random.nextInt(SHIPPED)));
    }

    private static void product(Request r) {
        ask(r, "POST", "products", "");
        r.json("productId", text(r.marker), "productName", text("TV " + r.marker));
        if (r.chance(50)) {
            r.json.put(r.pick("stockIncreaseQty", "stockQty"), number(r, 100));
        }
        if (r.chance(30)) {
            r.json.put("productWhsDate", text(r.pick(TIME, "2026-01-31T09:00:00+09:00")));
        }
        maybeKey(r);
    }

    private static void movement(Request r) {
        ask(r, "POST", "stocks", "/" + r.pick("FUZZ-1", "FUZZ-2", "FUZZ-3", "FUZZ-4") + "/movements");
        String reason = r.pick("Received", "Received", "Damaged", "Counted");
        r.json(
                "reason", text(reason),
                "qty", reason.equals("Counted") ? "1000000" : number(r, 3),
                "note", text(r.marker));
        maybeKey(r);
    }

    private static long anyOrder(Request r) {
        return 1 + r.random.nextInt(WAITING + SHIPPED);
    }

    private static void picking(Request r) {
        ask(r, "PATCH", "deliveryPickings", "/" + anyOrder(r));
        r.json(r.pick("pickingOrderPrintYn", "orderConfirmPrintYn", "invoicePrintYn"), text("Y"));
        if (r.chance(40)) {
            r.json.put("pickingStatus", text("PickingConfirmed"));
        }
    }

    private static void packing(Request r) {
        ask(r, "PATCH", "deliveryPackings", "/" + anyOrder(r));
        r.json("packingStatus", text("PackingConfirmed"));
    }

    private static String resource(Request r) {
        return r.pick(SERVICES.keySet().toArray(String[]::new));
    }

    private static String key(String resource) {
        return resource.equals("products") || resource.equals("stocks") ? "productId" : "id";
    }

    private static void list(Request r) {
        String resource = resource(r);
        ask(r, r.chance(85) ? "GET" : "HEAD", resource, "");
        page(r, key(resource));
    }

    private static void page(Request r, String key) {
        if (r.chance(60)) {
            r.query.add("size=" + r.pick("1", "2", "5", "20"));
        }
        if (r.chance(50)) {
            r.query.add("page=" + r.pick("0", "1", "3"));
        }
        if (r.chance(50)) {
            r.query.add("sort=" + key + r.pick("", ",asc", ",desc"));
        }
    }

    private static void search(Request r) {
        String resource = resource(r);
        List<String> searches = SEARCHES.get(resource);
        String[] search = searches.get(r.random.nextInt(searches.size())).split("\\?");
        ask(r, "GET", resource, "/search/" + search[0]);
        if (search.length > 1) {
            r.query.addAll(List.of(search[1].split("&")));
        }
        page(r, key(resource));
    }

    private static void one(Request r) {
        String resource = resource(r);
        ask(
                r,
                r.chance(80) ? "GET" : "HEAD",
                resource,
                "/" + (key(resource).equals("id") ? Long.toString(anyOrder(r)) : r.pick("FUZZ-1", "FUZZ-2")));
    }

    private static void ofStock(Request r, String part) {
        ask(r, "GET", "stocks", "/" + r.pick("FUZZ-1", UNREGISTERED) + "/" + part + (r.chance(30) ? "/1" : ""));
        if (!r.path.endsWith("/1")) {
            page(r, "id");
            if (part.equals("reservations") && r.chance(40)) {
                r.query.add("status=" + r.pick("Waiting", "Assigned"));
            }
        }
    }

    private static void summary(Request r) {
        ask(r, r.chance(80) ? "GET" : "HEAD", "deliveryPages", "/summary");
    }

    /** What is there besides the resources. */
    private static void around(Request r) {
        r.service = SERVICES.get(resource(r));
        r.path = r.pick(
                "/",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator",
                "/actuator/info",
                "/actuator/metrics",
                "/actuator/metrics/jvm.memory.used",
                "/actuator/prometheus",
                "/actuator/parked",
                "/actuator/parked/1",
                "/actuator/rebuild",
                "/actuator/env",
                "/profile",
                "/profile/orders",
                "/error",
                "/favicon.ico",
                "/livez",
                "/readyz",
                "/" + resource(r) + "/search",
                "/stocks/FUZZ-1/nothing");
        if (r.chance(20)) {
            r.method = r.pick("OPTIONS", "HEAD");
        } else if (r.path.startsWith("/actuator/parked") && r.chance(50)) {
            r.method = r.pick("POST", "DELETE");
        }
    }

    /** What one service says to another; nobody else may. */
    private static void internal(Request r) {
        ask(r, "PUT", "deliveryOrders", "/" + (1_000_000_000L + r.random.nextInt(1_000)) + "/cancellation");
        r.json("orderId", text(r.marker), "productId", text("FUZZ-1"), "orderQty", "1");
    }
}
