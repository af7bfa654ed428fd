package io.smartwms.bench;

import io.smartwms.bench.Load.Request;
import io.smartwms.harness.Api;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What malls order here. */
final class Orders {

    static final int PRODUCTS = 50;
    /** Of each product. */
    static final int IN_THE_HOUSE = 1_000_000;

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final String[] PRODUCT_IDS =
            IntStream.rangeClosed(1, PRODUCTS).mapToObj(i -> "B-" + i).toArray(String[]::new);

    private Orders() {}

    /** Distinct orders, of one product after the other. */
    static Request place() {
        return Request.post("/orders", session -> {
            long number = NUMBER.incrementAndGet();
            return "{\"orderId\":\"M-" + number + "\",\"productId\":\"" + PRODUCT_IDS[(int) (number % PRODUCTS)]
                    + "\",\"orderQty\":1}";
        });
    }

    /** Registers the products, with goods for everybody. */
    static void stock(Api gateway) {
        for (String product : PRODUCT_IDS) {
            gateway.post("/products", Map.of("productId", product, "stockIncreaseQty", IN_THE_HOUSE))
                    .is(201);
        }
    }
}
