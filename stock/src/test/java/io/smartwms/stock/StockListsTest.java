package io.smartwms.stock;

import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Lists;
import io.smartwms.platform.test.Topic;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class StockListsTest extends Lists {

    private static final String LAST = "~24";

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    @Autowired
    private JdbcTemplate jdbc;

    @Override
    protected String table() {
        return "stock";
    }

    @Override
    protected List<String> furtherLists() {
        String stock = "/stocks/" + LAST;
        return List.of(stock + "/movements", stock + "/reservations", stock + "/reservations?status=Waiting");
    }

    @Override
    protected void makeRows() {
        if (http.get("/stocks/" + LAST).status() == 200) {
            return;
        }
        for (int i = 24; i >= 0; i--) {
            String product = "~" + (i < 10 ? "0" : "") + i;
            topic.publish(
                    "ProductRegistered",
                    product,
                    Map.of(
                            "productId", product,
                            "productName", "lists",
                            "productStatus", "ProductRegistered",
                            "stockIncreaseQty", i % 3,
                            "productWhsDate", "2026-01-31T00:00:00Z"));
        }
        for (int i = 0; i < 12; i++) {
            order(900_000 + i, LAST);
            order(900_100 + i, "~~" + i);
        }
        await().until(() -> jdbc.queryForObject("select count(*) from stock where registered", Long.class) >= 25
                && jdbc.queryForObject("select count(*) from reservation where id >= 900000", Long.class) == 24);
        for (int i = 0; i < 12; i++) {
            http.post("/stocks/" + LAST + "/movements", "{\"reason\":\"Received\",\"qty\":1}")
                    .isStatus(201);
            http.post("/stocks/" + LAST + "/movements", "{\"reason\":\"Counted\",\"qty\":%d}".formatted(i + 1))
                    .isStatus(201);
        }
        for (int i = 0; i < 12; i++) {
            order(900_050 + i, LAST);
        }
        await().until(() ->
                jdbc.queryForObject("select count(*) from reservation where id >= 900000", Long.class) == 36);
    }

    private void order(long id, String product) {
        topic.publish(
                "DeliveryOrdered",
                id,
                Map.of(
                        "id",
                        id,
                        "orderId",
                        "lists",
                        "productId",
                        product,
                        "deliveryOrderId",
                        id,
                        "deliveryOrderQty",
                        1,
                        "deliveryOrderStatus",
                        "DeliveryOrdered"));
    }
}
