package io.smartwms.harness;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What no reader can handle: it must be parked by whoever listens, with its reason, and hold up nobody else. */
public enum Poison {
    /** Not JSON. */
    BROKEN("Ordered", "{\"id\":", Set.of("deliveryOrder", "customerCenter", "deliveryCenter")),
    /** JSON of another shape. */
    MISSHAPEN(
            "StockAssigned",
            "{\"id\":\"one\"}",
            Set.of("deliveryPicking", "stock", "order", "customerCenter", "deliveryCenter")),
    /** The right shape with what cannot be: an order of 300 kB. */
    OVERSIZED(
            "Ordered",
            "{\"id\":%s,\"orderId\":\"x\",\"productId\":\"C-1\",\"orderQty\":1,\"orderStatus\":\"Ordered\","
                    + "\"createDate\":\"2026-01-31T09:00:00Z\",\"productName\":\"" + "x".repeat(300_000) + "\"}",
            Set.of("deliveryOrder", "customerCenter", "deliveryCenter")),
    /** A type that nobody knows is nobody's business. */
    UNKNOWN("OrderTeleported", "{\"id\":%s}", Set.of());

    /** Poison for an order that exists, too: an Ordered that can be read is old news of it, and rightly ignored. */
    public static final List<Poison> UNREADABLE = List.of(BROKEN, MISSHAPEN);

    private final String type;
    private final String payload;
    private final Set<String> readers;

    Poison(String type, String payload, Set<String> readers) {
        this.type = type;
        this.payload = payload;
        this.readers = readers;
    }

    public String type() {
        return type;
    }

    public byte[] payload(String key) {
        return payload.replace("%s", key).getBytes(StandardCharsets.UTF_8);
    }

    /** Who must park it. */
    public Set<String> readers() {
        return readers;
    }
}
