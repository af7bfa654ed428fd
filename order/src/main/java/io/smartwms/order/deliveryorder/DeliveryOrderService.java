package io.smartwms.order.deliveryorder;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * The service deliveryOrder, which decides whether an order can still be cancelled. Every call is guarded by the circuit breaker:
 * it returns, or refuses, within its timeout.
 */
@FeignClient(
        name = DeliveryOrderService.NAME,
        url = "${wms.services.delivery-order}",
        fallbackFactory = DeliveryOrderServiceFallback.class)
public interface DeliveryOrderService {

    String NAME = "deliveryOrder";

    /** The order as this service knows it: its event may not have reached deliveryOrder yet. */
    record CancelOrder(
            String orderId,
            String productId,
            @Nullable String productName,
            int orderQty,
            @Nullable String mallId,
            long parcelId,
            int parcelLines,
            @Nullable Instant shipBy) {}

    /** @param deliveryOrderStatus {@code DeliveryOrderCanceled} */
    record Cancellation(long id, String deliveryOrderStatus) {}

    /**
     * Cancels the delivery order; the second time it changes nothing.
     *
     * @throws TooLateToCancel the parcel is packed
     * @throws DeliveryOrderServiceFallback.TryAgainShortly no answer in time, or none was asked for since the circuit is
     *     open; the cancel may have happened all the same, the event {@code DeliveryOrderCanceled} will tell
     */
    @PutMapping("/deliveryOrders/{id}/cancellation")
    Cancellation cancel(@PathVariable("id") long id, @RequestBody CancelOrder order);

    /** @param orders 1 to {@value #MAX_ORDERS} */
    record CancelOrders(List<IdentifiedOrder> orders) {}

    record IdentifiedOrder(long id, CancelOrder order) {}

    /** The most that can be cancelled by one call. */
    int MAX_ORDERS = 100;

    /**
     * Cancels all of these delivery orders, or none; the second time it changes nothing.
     *
     * @throws TooLateToCancel some of the parcels are packed
     * @throws DeliveryOrderServiceFallback.TryAgainShortly as for one
     */
    @PutMapping("/deliveryOrders/cancellations")
    List<Cancellation> cancelAll(@RequestBody CancelOrders orders);
}
