package io.smartwms.platform.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** One order's events, made from the contract's samples, a second apart. */
public record OrderHistory(long id, List<Event> events) {

    public static final Instant START = Instant.parse("2026-01-31T09:00:00.123456Z");

    public static final List<String> SHIPPED = List.of(
            "Ordered",
            "DeliveryOrdered",
            "PickingOrdered",
            "StockShort",
            "StockAssigned",
            "PickingOrderPrinted",
            "OrderConfirmPrinted",
            "InvoicePrinted",
            "PickingConfirmed",
            "PackingOrdered",
            "PackingConfirmed",
            "DeliveryOrderPacked",
            "LogisticsInterfaced");

    public static final List<String> CANCELED = List.of(
            "Ordered",
            "DeliveryOrdered",
            "PickingOrdered",
            "StockAssigned",
            "PickingOrderPrinted",
            "OrderConfirmPrinted",
            "InvoicePrinted",
            "PickingConfirmed",
            "PackingOrdered",
            "PackingConfirmed",
            "DeliveryOrderCanceled",
            "PackingCanceled",
            "PickingCanceled",
            "OrderCanceled");

    public record Event(String type, long key, ObjectNode body, String eventId, Instant time) {
        public void publish(Topic topic) {
            topic.publish(type, key, body.toString().getBytes(StandardCharsets.UTF_8), eventId, time);
        }
    }

    public static OrderHistory of(long id, List<String> types) {
        List<Event> events = new ArrayList<>();
        for (String type : types) {
            ObjectNode body = Contracts.sample(type, id);
            events.add(new Event(type, id, body, UUID.randomUUID().toString(), START.plusSeconds(events.size())));
        }
        return new OrderHistory(id, events);
    }

    /** The same events with one field, where they have it, set to another value. */
    public OrderHistory with(String field, String value) {
        events.forEach(e -> {
            if (e.body().has(field)) {
                e.body().put(field, value);
            }
        });
        return this;
    }

    /** The events in any order, some of them repeated. */
    public List<Event> shuffled(Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        for (int i = random.nextInt(6); i > 0; i--) {
            shuffled.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    public void publish(Topic topic) {
        events.forEach(e -> e.publish(topic));
    }

    public Instant timeOf(String type) {
        return events.stream()
                .filter(e -> e.type().equals(type))
                .findFirst()
                .orElseThrow()
                .time();
    }
}
