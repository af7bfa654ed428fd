package io.smartwms.customercenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.OrderHistory;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import io.smartwms.platform.view.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.junit.jupiter.EnabledIf;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The customer's view as it runs: events from the topic in, HTTP out. */
@ServiceTest
class CustomerCenterTest {

    private static final String ON_HSQLDB = "#{environment['wms.database'] == 'hsqldb'}";

    /** Each test tells its own orders; nobody else has their numbers. */
    private static final AtomicLong NEXT = new AtomicLong(1);

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private View<OrderPage> view;

    @Autowired
    private TransactionTemplate transaction;

    private long id;

    @BeforeEach
    void newOrder() {
        id = NEXT.getAndAdd(1000);
    }

    /** What an older release let in stays apart from what it looks like. */
    @Test
    void numbersAreComparedExactly() {
        String number = "SP-" + id;
        List<String> spelled = List.of(number + " ", number.toLowerCase(Locale.ROOT), number);
        for (int i = 0; i < 3; i++) {
            OrderHistory.of(id + i, List.of("Ordered"))
                    .with("orderId", spelled.get(i))
                    .publish(topic);
        }
        for (int i = 0; i < 3; i++) {
            awaitPage(id + i, Map.of("orderId", spelled.get(i)));
        }
        JsonNode found = http.get("/orderPages/search/findByOrderId?orderId=" + number + "%20")
                .isStatus(200)
                .json();
        assertThat(found.at("/page/totalElements").asInt()).isEqualTo(1);
        assertThat(found.at("/_embedded/orderPages/0/id").asLong()).isEqualTo(id + 2);
    }

    @Test
    void everyEventMovesWhatItTells() {
        OrderHistory history = OrderHistory.of(id, OrderHistory.SHIPPED);
        String invoice = "000000000070";
        for (OrderHistory.Event event : history.events()) {
            event.publish(topic);
            Map<String, String> expected = new HashMap<>();
            if (!event.type().endsWith("Printed")) {
                expected.put("deliveryStatus", event.type());
            }
            if (event.type().equals("InvoicePrinted")) {
                expected.put("invoiceNo", invoice);
            }
            awaitPage(id, expected);
        }
        JsonNode page = page(id);
        Map.of(
                        "orderDate", "Ordered",
                        "deliveryOrderDate", "DeliveryOrdered",
                        "pickingOrderDate", "PickingOrdered",
                        "stockShortDate", "StockShort",
                        "stockAssignDate", "StockAssigned",
                        "pickingDate", "PickingConfirmed",
                        "packingOrderDate", "PackingOrdered",
                        "packingDate", "PackingConfirmed",
                        "packedDate", "DeliveryOrderPacked")
                .forEach((field, type) -> assertThat(page.path(field).asString())
                        .as(field)
                        .isEqualTo(history.timeOf(type).toString()));
        awaitPage(
                id,
                Map.of(
                        "orderId", "M-20260131-0007",
                        "productId", "TV-55",
                        "orderQty", "2",
                        "deliveryOrderId", "" + id,
                        "orderStatus", "Ordered",
                        "logisticsInterfaceDate", "2026-01-31T09:00:02.500Z"));
        assertThat(page.has("cancelDate")).isFalse();
        assertThat(page.has("version")).isFalse();
        assertThat(page.path("id").asLong()).isEqualTo(id);
        history.publish(topic);
        fence();
        assertThat(page(id)).isEqualTo(page);
        assertCountsAreExact();
    }

    @Test
    void theCustomerSeesTheCancel() {
        OrderHistory history = OrderHistory.of(id, OrderHistory.CANCELED);
        history.publish(topic);
        awaitPage(
                id,
                Map.of(
                        "orderStatus", "OrderCanceled",
                        "deliveryStatus", "DeliveryOrderCanceled",
                        "cancelDate", history.timeOf("DeliveryOrderCanceled").toString()));
    }

    /** Same order number of the mall, same product, any order of arrival, repetitions: each order ends as its own row. */
    @Test
    void manyOrdersUnderOneOrderIdDoNotTouchEachOther() {
        Random random = new Random(5);
        List<OrderHistory.Event> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.addAll(OrderHistory.of(id + i, i % 2 == 0 ? OrderHistory.SHIPPED : OrderHistory.CANCELED)
                    .with("orderId", "siege")
                    .shuffled(random));
        }
        java.util.Collections.shuffle(events, random);
        events.forEach(e -> e.publish(topic));
        fence();
        JsonNode list = http.get("/orderPages/search/findByOrderId?orderId=siege&size=1000")
                .isStatus(200)
                .json();
        assertThat(list.path("page").path("totalElements").asLong()).isEqualTo(60);
        Map<String, List<String>> rows = new HashMap<>();
        list.path("_embedded")
                .path("orderPages")
                .forEach(row -> rows.computeIfAbsent(row.path("deliveryStatus").asString(), s -> new ArrayList<>())
                        .add(((ObjectNode) row.deepCopy())
                                .without(List.of("id", "deliveryOrderId", "parcelId", "_links"))
                                .toString()));
        assertThat(rows).containsOnlyKeys("LogisticsInterfaced", "DeliveryOrderCanceled");
        rows.values().forEach(same -> {
            assertThat(same).hasSize(30);
            assertThat(java.util.Set.copyOf(same)).hasSize(1);
        });
        assertCountsAreExact();
    }

    @ParameterizedTest
    @CsvSource({
        "findByOrderId, orderId, M-20260131-0007",
        "findByProductId, productId, TV-55",
        "findByOrderStatus, orderStatus, Ordered",
        "findByDeliveryStatus, deliveryStatus, PackingOrdered"
    })
    void searches(String search, String property, String value) {
        OrderHistory.of(id, OrderHistory.SHIPPED.subList(0, 10)).publish(topic);
        awaitPage(id, Map.of("deliveryStatus", "PackingOrdered"));
        fence();
        JsonNode found = http.get("/orderPages/search/" + search + "?size=1000&" + property + "=" + value)
                .isStatus(200)
                .json();
        assertThat(found.path("_embedded").path("orderPages"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path(property).asString()).isEqualTo(value))
                .anySatisfy(row -> assertThat(row.path("id").asLong()).isEqualTo(id));
        String column = property.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
        assertThat(found.path("page").path("totalElements").asLong()).isEqualTo(count(column + " = '" + value + "'"));
        http.get("/orderPages/search/" + search).refusesField(property);
    }

    @Test
    void whatHasChangedHasAnotherEntityTag() {
        OrderHistory history = OrderHistory.of(id, OrderHistory.SHIPPED);
        history.events().get(0).publish(topic);
        awaitPage(id, Map.of("deliveryStatus", "Ordered"));
        fence();
        for (String path : List.of("/orderPages/" + id)) {
            String seen =
                    http.get(path).isStatus(200).headers().firstValue("ETag").orElseThrow();
            http.send("GET", path, null, "If-None-Match", seen).isStatus(304);
            http.send("GET", path, null, "If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
                    .isStatus(200);
            http.send("GET", path, null, "If-Match", "\"none\"").isProblem(412, "precondition-failed");
            http.send("GET", path, null, "Accept", "text/html").isProblem(406, "not-acceptable");
            assertThat(http.send("HEAD", path, null).isStatus(200).headers().firstValue("ETag"))
                    .contains(seen);
            assertThat(http.delete(path)
                            .isProblem(405, "method-not-allowed")
                            .headers()
                            .firstValue("Allow"))
                    .contains("GET, HEAD, OPTIONS");
        }
        List<String> before = eTags();
        history.events().get(1).publish(topic);
        awaitPage(id, Map.of("deliveryStatus", "DeliveryOrdered"));
        fence();
        assertThat(eTags()).doesNotContainAnyElementsOf(before);
    }

    private List<String> eTags() {
        return List.of("/orderPages/" + id).stream()
                .map(path -> http.get(path).headers().firstValue("ETag").orElseThrow())
                .toList();
    }

    @Test
    void anEventWithoutItsNumberMakesNoRow() {
        topic.publish(
                "Ordered",
                id,
                "{\"orderId\":\"x\",\"productId\":\"y\",\"orderQty\":1}".getBytes(StandardCharsets.UTF_8),
                UUID.randomUUID().toString(),
                Instant.now());
        await().untilAsserted(() -> assertThat(jdbc.queryForObject(
                        "select count(*) from parked_event where event_key = ?", Long.class, "" + id))
                .isEqualTo(1));
        assertThat(count("id = 0")).isZero();
        jdbc.update("delete from parked_event where event_key = ?", "" + id);
    }

    /** As replicas do: transactions side by side on the same counters, some of them rolled back, some meeting on a row. */
    @Test
    void countersAreExactUnderConcurrentTransactionsAndRollbacks() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < 6; thread++) {
            Random random = new Random(thread);
            all.add(pool.submit(() -> {
                for (int batch = 0; batch < 40; batch++) {
                    List<Long> ids =
                            random.longs(20, id, id + 100).distinct().boxed().toList();
                    DeliveryStatus stage = DeliveryStatus.values()[random.nextInt(DeliveryStatus.values().length)];
                    boolean rollback = random.nextInt(5) == 0;
                    while (!tried(ids, stage, rollback)) {
                        Thread.onSpinWait();
                    }
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        pool.shutdown();
        assertThat(count("id >= " + id + " and id < " + (id + 100))).isGreaterThan(50);
        assertCountsAreExact();
    }

    private boolean tried(List<Long> ids, DeliveryStatus stage, boolean rollback) {
        try {
            transaction.executeWithoutResult(status -> {
                ids.forEach(i -> view.change(
                        i, page -> page.orderLine("c", "P" + i % 3, null, 1).reached(stage, OrderHistory.START)));
                if (rollback) {
                    status.setRollbackOnly();
                }
            });
            return true;
        } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
            return false;
        }
    }

    @Test
    void listsArePagedInTheOrderOfTheirIds() {
        for (int i = 0; i < 25; i++) {
            OrderHistory.of(id + i, List.of("Ordered"))
                    .with("orderId", "paged")
                    .with("productId", "paged-" + i % 2)
                    .publish(topic);
        }
        await().untilAsserted(() -> assertThat(count("order_id = 'paged'")).isEqualTo(25));
        assertThat(ids("/orderPages?size=1000")).isSorted();
        assertThat(ids("/orderPages?size=1000&sort=id,desc")).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        String search = "/orderPages/search/findByOrderId?orderId=paged";
        assertThat(ids(search)).hasSize(20).startsWith(id, id + 1);
        for (String sort : List.of("", "&sort=id,asc", "&sort=productId,desc", "&sort=productId&sort=orderDate,desc")) {
            List<Long> whole = ids(search + "&size=1000" + sort);
            List<Long> byPages = new ArrayList<>();
            for (int page = 0; page < 5; page++) {
                byPages.addAll(ids(search + "&size=7&page=" + page + sort));
            }
            assertThat(byPages).as(sort).hasSize(25).doesNotHaveDuplicates().isEqualTo(whole);
        }
        JsonNode last = http.get(search + "&size=7&page=3").isStatus(200).json();
        assertThat(last.path("page").path("totalElements").asLong()).isEqualTo(25);
        assertThat(last.path("page").path("totalPages").asLong()).isEqualTo(4);
        assertThat(last.path("_links").has("next")).isFalse();
        assertThat(ids("/orderPages/search/findByProductId?productId=paged-1")).hasSize(12);
        assertThat(http.get("/orderPages?size=1")
                        .json()
                        .path("page")
                        .path("totalElements")
                        .asLong())
                .isEqualTo(count("1 = 1"));
    }

    /**
     * At a million rows a list that is sorted instead of read takes seconds; the platform's view asks in these orders. The plan
     * says "uses index" of any order that an index has; what counts is that the rows are read by that one.
     */
    @EnabledIf(expression = ON_HSQLDB, loadContext = true)
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order_id = 'x' | order_id, id | order_page_by_order",
                "product_id = 'x' | product_id, id | order_page_by_product",
                "order_status = 'x' | order_status, id | order_page_by_order_status",
                "delivery_status = 'x' | delivery_status, id | order_page_by_delivery_status",
                "invoice_no = 'x' | invoice_no, id | order_page_by_invoice_no",
                "order_date >= current_timestamp and order_date < current_timestamp | order_date, id | order_page_by_order_date",
                "logistics_interface_date >= current_timestamp | logistics_interface_date, id | order_page_by_interface_date"
            })
    void everyListReadsAnIndex(String condition, String order, String index) {
        for (String direction : List.of("", " desc")) {
            List<String> plan = jdbc.queryForList(
                    "explain plan for select * from order_page where " + condition + " order by "
                            + order.replace(",", direction + ",") + direction
                            + " offset 0 rows fetch first 20 rows only",
                    String.class);
            assertThat(plan)
                    .anyMatch(line -> line.contains("uses index"))
                    .anyMatch(line ->
                            line.trim().toLowerCase(java.util.Locale.ROOT).endsWith("index=" + index));
        }
    }

    @Test
    void badRequestsAreProblems() {
        for (String bad : List.of("size=0", "size=1001", "size=-1", "size=x", "page=-1", "page=x", "sort=nothing")) {
            http.get("/orderPages?" + bad).refusesField(bad.replaceAll("=.*", ""));
            http.get("/orderPages/search/findByProductId?productId=a&" + bad).refusesField(bad.replaceAll("=.*", ""));
        }
        http.get("/orderPages/999999999").isProblem(404, "not-found");
        http.get("/orderPages/abc").isProblem(400, "invalid-request");
        http.get("/orderPages/99999999999999999999").isProblem(400, "invalid-request");
        http.get("/orderPages/1/nothing").isProblem(404, "not-found");
        http.get("/nothing").isProblem(404, "not-found");
        http.get("/orderPages/search/findByNothing").isProblem(404, "not-found");
        http.get("/orderPages/search/findByDeliveryStatus?deliveryStatus=Foo").isProblem(400, "invalid-request");
        http.get("/orderPages/search/findByOrderStatus?orderStatus=").refusesField("orderStatus");
        assertThat(ids("/orderPages/search/findByOrderId?orderId=" + "x".repeat(500)))
                .isEmpty();
    }

    @Test
    void theViewIsReadOnly() {
        OrderHistory.of(id, List.of("Ordered")).publish(topic);
        awaitPage(id, Map.of("deliveryStatus", "Ordered"));
        List<String> answers = new ArrayList<>();
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            for (String path : List.of(
                    "/orderPages", "/orderPages/" + id, "/orderPages/search", "/orderPages/search/findByOrderId")) {

                Http.Answer answer = http.send(method, path, "{\"deliveryStatus\":\"Ordered\"}");
                answers.add(method + " " + path + " "
                        + answer.json().path("type").asString("no problem").replaceFirst(".*:", ""));
            }
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        // Data REST knows no POST at an item, and nothing that POST could be meant for.
                        .endsWith(answer.startsWith("POST /orderPages/") ? "" : " method-not-allowed")
                        .matches(".* (method-not-allowed|not-found)"));
        awaitPage(id, Map.of("deliveryStatus", "Ordered"));
    }

    /** The driver translates times with the JVM's zone in mind; what is read is what was written all the same. */
    @Test
    void timesDoNotDependOnTheZoneOfTheJvm() {
        TimeZone zone = TimeZone.getDefault();
        try {
            Instant inTheGap = Instant.parse("2026-03-29T01:30:00.000001Z");
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            transaction.executeWithoutResult(status -> view.change(
                    id,
                    page -> page.orderLine("zone", "zone", null, 1).reached(DeliveryStatus.StockAssigned, inTheGap)));
            for (String other : List.of("Asia/Seoul", "America/St_Johns", "UTC", "Europe/Berlin")) {
                TimeZone.setDefault(TimeZone.getTimeZone(other));
                assertThat(page(id).path("stockAssignDate").asString())
                        .as(other)
                        .isEqualTo(inTheGap.toString());
                assertThat(jdbc.queryForObject(
                                "select cast(stock_assign_date at time zone interval '0:00' hour to minute as varchar(60)) from order_page where id = ?",
                                String.class,
                                id))
                        .startsWith("2026-03-29 01:30:00.000001");
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @EnabledIf(expression = ON_HSQLDB, loadContext = true)
    @Test
    void theTableIsOnDisk() {
        assertThat(jdbc.queryForList(
                        "select hsqldb_type from information_schema.system_tables where table_name in"
                                + " ('ORDER_PAGE', 'ROW_COUNT', 'OUTBOX', 'PARKED_EVENT')",
                        String.class))
                .hasSize(4)
                .containsOnly("CACHED");
    }

    @Test
    void rebuildBringsBackTheSameRows() {
        Random random = new Random(9);
        List<OrderHistory.Event> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<String> way = i % 3 == 0 ? OrderHistory.CANCELED : OrderHistory.SHIPPED;
            events.addAll(OrderHistory.of(id + i, way.subList(0, 1 + random.nextInt(way.size())))
                    .shuffled(random));
        }
        events.forEach(e -> e.publish(topic));
        fence();
        Map<Long, String> told = rows();
        told.keySet().removeIf(row -> row < id || row >= id + 40);
        assertThat(told).hasSize(40);
        // Other tests wrote rows that no event tells of; from here on there are none.
        http.post("/actuator/rebuild", "{}").isStatus(200);
        Map<Long, String> before = rows();
        assertThat(before).containsAllEntriesOf(told);
        // What no event tells of must not outlive the rebuild, nor what somebody spoilt.
        transaction.executeWithoutResult(
                status -> view.change(999_999_999, page -> page.reached(DeliveryStatus.Ordered, OrderHistory.START)));
        jdbc.update("update order_page set product_name = 'spoilt', delivery_status = 'Ordered' where id = ?", id);
        jdbc.update("update row_count set row_total = row_total + 1");
        JsonNode result = http.post("/actuator/rebuild", "{}").isStatus(200).json();
        assertThat(result.path("caughtUp").asBoolean()).isTrue();
        assertThat(result.path("rows").asLong()).isEqualTo(before.size());
        assertThat(rows()).isEqualTo(before);
        assertCountsAreExact();
    }

    @Test
    void rebuildPassesOverWhatWasDiscarded() {
        OrderHistory history = OrderHistory.of(id, OrderHistory.SHIPPED);
        List<OrderHistory.Event> events = history.events();
        events.get(0).publish(topic);
        topic.publish("StockAssigned", id, "{broken".getBytes(StandardCharsets.UTF_8), "poison", Instant.now());
        events.subList(1, events.size()).forEach(event -> event.publish(topic));
        fence();
        assertThat(http.delete("/actuator/parked")
                        .isStatus(200)
                        .json()
                        .path("discarded")
                        .asInt())
                .isOne();
        Map<Long, String> before = rows();

        http.post("/actuator/rebuild", "{}").isStatus(200);
        assertThat(rows().get(id)).isEqualTo(before.get(id)).contains("LogisticsInterfaced");
        assertThat(http.get("/actuator/parked").json().path("parked")).isEmpty();
    }

    @Test
    void aPageDeepInTheListOfAllHasTheRowsThatItShould() {
        long first = NEXT.getAndAdd(100_000);
        transaction.executeWithoutResult(status -> {
            // With gaps, as numbers have that were never given out.
            for (int i = 0; i < 9_000; i++) {
                view.change(first + i * 5, page -> page.reached(DeliveryStatus.Ordered, OrderHistory.START));
            }
        });
        assertPages("desc");
        assertPages("asc");
        // As an older release leaves it, which did not count them.
        jdbc.update("delete from row_count where property = 'block'");
        assertPages("desc");
        http.post("/actuator/rebuild", "{}").isStatus(200);
        assertThat(count("id >= " + first + " and id < " + (first + 45_000))).isZero();
        assertCountsAreExact();
    }

    private void assertPages(String direction) {
        List<Long> ids = jdbc.queryForList("select id from order_page order by id " + direction, Long.class);
        for (int page : List.of(0, 204, 205, 215, ids.size() / 40, ids.size() / 40 + 1, ids.size() / 20)) {
            List<Long> shown = http.get("/orderPages?size=20&sort=id," + direction + "&page=" + page)
                    .isStatus(200)
                    .json()
                    .at("/_embedded/orderPages")
                    .valueStream()
                    .map(row -> row.path("id").asLong())
                    .toList();
            assertThat(shown)
                    .as("page %d, %s", page, direction)
                    .isEqualTo(ids.subList(page * 20, Math.min(page * 20 + 20, ids.size())));
        }
    }

    private Map<Long, String> rows() {
        Map<Long, String> rows = new HashMap<>();
        jdbc.queryForList("select * from order_page").forEach(row -> {
            row.remove("VERSION");
            rows.put((Long) row.get("ID"), row.toString());
        });
        return rows;
    }

    private void assertCountsAreExact() {
        assertThat(view.rows()).isEqualTo(count("1 = 1"));
        Map.of("productId", "product_id", "orderStatus", "order_status", "deliveryStatus", "delivery_status")
                .forEach((property, column) -> {
                    Map<String, Long> rows = new HashMap<>();
                    jdbc.query(
                            "select " + column + ", count(*) from order_page where " + column + " is not null group by "
                                    + column,
                            rs -> {
                                rows.put(rs.getString(1), rs.getLong(2));
                            });
                    assertThat(view.counts(property)).as(property).isEqualTo(rows);
                });
    }

    /** Waits until everything that was published before has been handled: a last event on every partition. */
    private void fence() {
        long first = NEXT.getAndAdd(1000);
        for (int i = 0; i < 100; i++) {
            OrderHistory.of(first + i, List.of("PackingOrdered"))
                    .with("orderId", "fence")
                    .with("productId", "fence")
                    .publish(topic);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("id >= " + first + " and id < " + (first + 100)) == 100);
    }

    private void awaitPage(long id, Map<String, String> fields) {
        await().untilAsserted(() -> {
            JsonNode page = page(id);
            fields.forEach((field, value) ->
                    assertThat(page.path(field).asString("")).as(field).isEqualTo(value));
        });
    }

    private JsonNode page(long id) {
        return http.get("/orderPages/" + id).isStatus(200).json();
    }

    private long count(String where) {
        return jdbc.queryForObject("select count(*) from order_page where " + where, Long.class);
    }

    private List<Long> ids(String path) {
        return http.get(path)
                .isStatus(200)
                .json()
                .path("_embedded")
                .path("orderPages")
                .valueStream()
                .map(row -> row.path("id").asLong())
                .toList();
    }
}
