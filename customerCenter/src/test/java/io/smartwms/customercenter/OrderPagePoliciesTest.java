package io.smartwms.customercenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.WmsProperties.Database;
import io.smartwms.platform.event.EventContext;
import io.smartwms.platform.event.Whenever;
import io.smartwms.platform.test.Contracts;
import io.smartwms.platform.test.OrderHistory;
import io.smartwms.platform.view.View;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The policies alone, with every order of events that fits into a second. */
class OrderPagePoliciesTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Map<String, Method> POLICIES = Arrays.stream(OrderPagePolicies.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Whenever.class))
            .peek(method -> method.setAccessible(true))
            .collect(Collectors.toMap(method -> method.getParameterTypes()[0].getSimpleName(), method -> method));

    @Test
    void whatTheViewReadsIsInTheContracts() {
        Contracts.assertConsumes(CustomerCenterConsumedEvents.class);
    }

    /** A customer need not know which papers are printed, nor that an instruction inside the centre is cancelled. */
    @Test
    void theViewHearsEveryEventThatACustomerCaresFor() {
        assertThat(POLICIES.keySet())
                .isEqualTo(Contracts.types().stream()
                        .filter(type -> Contracts.sample(type).has("id"))
                        .filter(type -> !type.matches("StockIncreased|StockDecreased|PickingOrderPrinted"
                                + "|OrderConfirmPrinted|PickingCanceled|PackingCanceled"))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shipped", "canceled"})
    void anyOrderOfEventsAndAnyRepetitionGivesTheSameRow(String way) {
        OrderHistory history = OrderHistory.of(7, way.equals("shipped") ? OrderHistory.SHIPPED : OrderHistory.CANCELED);
        Map<String, Object> expected = row(history.events());
        assertThat(expected)
                .containsEntry(
                        "deliveryStatus",
                        way.equals("shipped")
                                ? DeliveryStatus.LogisticsInterfaced
                                : DeliveryStatus.DeliveryOrderCanceled);
        Random random = new Random(20260131);
        for (int i = 0; i < 20_000; i++) {
            List<OrderHistory.Event> shuffled = history.shuffled(random);
            assertThat(row(shuffled))
                    .as(() -> shuffled.stream()
                            .map(OrderHistory.Event::type)
                            .toList()
                            .toString())
                    .isEqualTo(expected);
        }
    }

    /** Every subset of a way in every order would be too many; every prefix of it in many orders is what can be seen. */
    @Test
    void aWayThatIsNotFinishedIsTheSameRowInAnyOrderToo() {
        Random random = new Random(7);
        for (List<String> way : List.of(OrderHistory.SHIPPED, OrderHistory.CANCELED)) {
            for (int length = 1; length <= way.size(); length++) {
                OrderHistory history = OrderHistory.of(7, way.subList(0, length));
                Map<String, Object> expected = row(history.events());
                for (int i = 0; i < 500; i++) {
                    assertThat(row(history.shuffled(random))).isEqualTo(expected);
                }
            }
        }
    }

    /** Somebody cancelled the id before the order got it; what he said of it must not stay, whenever it is heard. */
    @Test
    void theOrdersOwnWordCountsInAnyOrderOfArrival() {
        OrderHistory history = OrderHistory.of(
                7, List.of("DeliveryOrderCanceled", "Ordered", "DeliveryOrderCanceled", "OrderCanceled"));
        history.events()
                .get(0)
                .body()
                .put("orderId", "stranger")
                .put("productId", "his")
                .put("deliveryOrderQty", 9);
        Map<String, Object> expected = row(history.events());
        assertThat(expected)
                .containsEntry(
                        "orderId",
                        history.events().get(1).body().path("orderId").asString())
                .containsEntry(
                        "productId",
                        history.events().get(1).body().path("productId").asString())
                .containsEntry(
                        "orderQty",
                        history.events().get(1).body().path("orderQty").asInt());
        permutations(4)
                .forEach(order -> assertThat(
                                row(order.stream().map(history.events()::get).toList()))
                        .isEqualTo(expected));
    }

    /** All 5,040 orders of seven events. */
    @Test
    void allPermutationsOfAFewEventsGiveTheSameRow() {
        OrderHistory history = OrderHistory.of(
                7,
                List.of(
                        "Ordered",
                        "DeliveryOrdered",
                        "StockShort",
                        "PickingOrdered",
                        "InvoicePrinted",
                        "DeliveryOrderCanceled",
                        "OrderCanceled"));
        Map<String, Object> expected = row(history.events());
        permutations(7)
                .forEach(order -> assertThat(
                                row(order.stream().map(history.events()::get).toList()))
                        .isEqualTo(expected));
    }

    private static List<List<Integer>> permutations(int n) {
        if (n == 0) {
            return List.of(List.of());
        }
        return permutations(n - 1).stream()
                .flatMap(shorter -> IntStream.range(0, n).mapToObj(at -> {
                    List<Integer> longer = new ArrayList<>(shorter);
                    longer.add(at, n - 1);
                    return longer;
                }))
                .toList();
    }

    /** The fields of the row, apart from its version, after these events. */
    private static Map<String, Object> row(List<OrderHistory.Event> events) {
        OrderPage page = new OrderPage(events.get(0).key());
        OrderPagePolicies policies = new OrderPagePolicies(onlyRow(page));
        for (OrderHistory.Event event : events) {
            Method policy = POLICIES.get(event.type());
            if (policy == null) {
                continue;
            }
            Object body = JSON.treeToValue(event.body(), policy.getParameterTypes()[0]);
            EventContext context = new EventContext(event.eventId(), event.type(), "7", event.time());
            Object[] arguments = policy.getParameterCount() == 1 ? new Object[] {body} : new Object[] {body, context};
            ReflectionUtils.invokeMethod(policy, policies, arguments);
        }
        Map<String, Object> fields = new HashMap<>();
        ReflectionUtils.doWithLocalFields(OrderPage.class, field -> {
            field.setAccessible(true);
            fields.put(field.getName(), field.get(page));
        });
        return fields;
    }

    private static View<OrderPage> onlyRow(OrderPage page) {
        return new View<>(
                OrderPage.class, "order_page", OrderPage::new, null, null, null, Database.HSQLDB, java.util.Map.of()) {
            @Override
            public void change(long id, Consumer<OrderPage> change) {
                change.accept(page);
            }
        };
    }
}
