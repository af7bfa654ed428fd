package io.smartwms.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Http.Answer;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The stock service with events of the other services, and the figures that must balance after every test. */
@ServiceTest
abstract class StockServiceTest {

    private static final AtomicLong ORDERS = new AtomicLong();
    private static final AtomicInteger PRODUCTS = new AtomicInteger();

    @Autowired
    protected Http http;

    @Autowired
    protected Topic topic;

    @Autowired
    protected JdbcTemplate jdbc;

    @Autowired
    private Stocks stocks;

    @Value("${wms.topic}")
    private String topicName;

    @Value("${wms.broker}")
    private String broker;

    @Value("${spring.cloud.stream.bindings.events-in-0.group}")
    private String group;

    @Value("#{'${wms.database}' == 'h2'}")
    protected boolean h2;

    protected static long newOrder() {
        return ORDERS.incrementAndGet();
    }

    /** Ids that follow one another. */
    protected static List<Long> newOrders(int count) {
        return IntStream.range(0, count).mapToObj(i -> newOrder()).toList();
    }

    protected static String newProduct() {
        return "P-" + PRODUCTS.incrementAndGet();
    }

    protected static String json(String text) {
        return text.replace('\'', '"');
    }

    protected void productRegistered(String product, int qty) {
        topic.publish(
                "ProductRegistered",
                product,
                Map.of(
                        "productId",
                        product,
                        "productName",
                        "name of " + product,
                        "productStatus",
                        "ProductRegistered",
                        "stockIncreaseQty",
                        qty,
                        "productWhsDate",
                        "2026-01-31T00:00:00Z"));
    }

    /** A product with that many on hand. */
    protected String productWith(int qty) {
        String product = newProduct();
        productRegistered(product, qty);
        awaitIdle();
        return product;
    }

    protected void deliveryOrdered(long id, String product, int qty) {
        topic.publish("DeliveryOrdered", id, order(id, product, qty, "DeliveryOrdered"));
    }

    protected void deliveryOrderCanceled(long id, String product, int qty) {
        topic.publish("DeliveryOrderCanceled", id, order(id, product, qty, "DeliveryOrderCanceled"));
    }

    protected void packingConfirmed(long id, String product, int qty) {
        topic.publish(
                "PackingConfirmed",
                id,
                Map.of(
                        "id", id,
                        "orderId", "M-" + id,
                        "productId", product,
                        "deliveryOrderId", id,
                        "orderQty", qty,
                        "packingStatus", "PackingConfirmed"));
    }

    private static Map<String, Object> order(long id, String product, int qty, String status) {
        return Map.of(
                "id", id,
                "orderId", "M-" + id,
                "productId", product,
                "deliveryOrderId", id,
                "deliveryOrderQty", qty,
                "deliveryOrderStatus", status);
    }

    protected Answer move(String product, String reason, int qty) {
        return http.post("/stocks/" + product + "/movements", json("{'reason':'%s','qty':%d}".formatted(reason, qty)));
    }

    /** Waits until everything on the topic has been handled and everything to be said has been said. */
    protected void awaitIdle() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> caughtUp(admin)
                            && stocks.findServable(Limit.of(1)).isEmpty()
                            && outboxIsEmpty()
                            && caughtUp(admin)
                            && outboxIsEmpty());
        }
    }

    /** Waits until that many instances of the service share the topic. */
    protected void awaitConsumers(int instances) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                                    .filter(member -> member.assignment().topicPartitions().stream()
                                            .anyMatch(partition ->
                                                    partition.topic().equals(topicName)))
                                    .count()
                            == instances);
        }
    }

    private boolean outboxIsEmpty() {
        return jdbc.queryForObject("select count(*) from outbox", Long.class) == 0;
    }

    private boolean caughtUp(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, 12)
                .mapToObj(p -> new TopicPartition(topicName, p))
                .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return admin.listOffsets(partitions).all().get().entrySet().stream()
                .allMatch(end -> end.getValue().offset() == 0
                        || (read.get(end.getKey()) != null
                                && read.get(end.getKey()).offset()
                                        >= end.getValue().offset()));
    }

    /** When the statement began that waits for another transaction's lock, if one does. */
    protected Optional<Object> blockedSince() {
        // H2 does not count as blocked who waits with an insert for another's insert of the same key.
        String query = h2
                ? "select executing_statement_start from information_schema.sessions where blocker_id is not null"
                        + " or executing_statement like 'insert into stock (%'"
                : "select query_start from pg_stat_activity where wait_event_type = 'Lock'";
        return jdbc.queryForList(query, Object.class).stream().findFirst();
    }

    protected String status(long order) {
        return jdbc.queryForList("select status from reservation where id = ?", String.class, order).stream()
                .findFirst()
                .orElse("none");
    }

    protected List<String> statuses(List<Long> orders) {
        return orders.stream().map(this::status).toList();
    }

    /** Checks on hand and assigned as REST tells them. */
    protected void assertStock(String product, int onHand, int assigned, int waiting) {
        JsonNode stock = http.get("/stocks/" + product).isStatus(200).json();
        assertThat(List.of(
                        stock.path("stockQty").asInt(),
                        stock.path("stockAssignQty").asInt(),
                        stock.path("available").asInt(),
                        stock.path("waiting").asInt()))
                .as("on hand, assigned, available, waiting: %s", stock)
                .containsExactly(onHand, assigned, onHand - assigned, waiting);
    }

    /** Reason and change of each movement in a product's ledger, the oldest first. */
    protected List<String> ledger(String product) {
        return jdbc.query(
                "select reason, qty from stock_movement where product_id = ? order by id",
                (rs, n) -> rs.getString(1) + " " + rs.getInt(2),
                product);
    }

    @AfterEach
    void theBooksBalance() {
        awaitIdle();
        assertThat(jdbc.queryForList(
                        "select * from (select s.product_id, s.registered, s.stock_qty, s.stock_assign_qty, s.waiting,"
                                + " (select coalesce(sum(m.qty), 0) from stock_movement m where m.product_id = s.product_id)"
                                + " as ledger,"
                                + " (select coalesce(sum(r.qty), 0) from reservation r where r.product_id = s.product_id"
                                + " and r.status = 'Assigned') as assigned,"
                                + " (select count(*) from reservation r where r.product_id = s.product_id"
                                + " and r.status = 'Waiting') as in_queue,"
                                + " (select min(r.id) from reservation r where r.product_id = s.product_id"
                                + " and r.status = 'Waiting') as first_id, s.head_id from stock s) x"
                                + " where stock_qty <> ledger or stock_assign_qty <> assigned or waiting <> in_queue"
                                + " or stock_assign_qty < 0 or stock_assign_qty > stock_qty"
                                + " or (not registered and stock_qty <> 0)"
                                + " or (head_id <> first_id)"
                                + " or (waiting > 0 and stock_qty > stock_assign_qty and head_id is null)"))
                .as("stock that does not balance")
                .isEmpty();
        assertThat(
                        jdbc.queryForList(
                                "select a.* from stock_movement a where a.stock_qty <>"
                                        + " (select sum(b.qty) from stock_movement b where b.product_id = a.product_id and b.id <= a.id)"))
                .as("movements that do not follow from those before them")
                .isEmpty();
        assertThat(jdbc.queryForList("select r.* from reservation r join stock s on s.product_id = r.product_id"
                        + " where r.status = 'Waiting' and r.qty <= s.stock_qty - s.stock_assign_qty and r.id ="
                        + " (select min(id) from reservation w where w.product_id = r.product_id"
                        + " and w.status = 'Waiting')"))
                .as("orders that wait although they are first and there is enough")
                .isEmpty();
        assertThat(jdbc.queryForList("select reason from parked_event", String.class))
                .isEmpty();
    }
}
