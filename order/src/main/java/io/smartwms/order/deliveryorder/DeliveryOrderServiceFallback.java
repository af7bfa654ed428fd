package io.smartwms.order.deliveryorder;

import io.smartwms.platform.problem.ProblemException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.openfeign.FallbackFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The answer to a cancel while deliveryOrder is overloaded or away: try again shortly. */
@Component
class DeliveryOrderServiceFallback implements FallbackFactory<DeliveryOrderService> {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOrderServiceFallback.class);

    @Override
    public DeliveryOrderService create(Throwable cause) {
        return new DeliveryOrderService() {
            @Override
            public Cancellation cancel(long id, CancelOrder order) {
                LOG.debug("No answer to the cancel of order {}", id, cause);
                throw new TryAgainShortly();
            }

            @Override
            public List<Cancellation> cancelAll(CancelOrders orders) {
                LOG.debug(
                        "No answer to the cancel of {} orders", orders.orders().size(), cause);
                throw new TryAgainShortly();
            }
        };
    }

    /** 503 with {@code Retry-After}: the order is unchanged. */
    static class TryAgainShortly extends ProblemException {

        TryAgainShortly() {
            super(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "try-again-shortly",
                    "Cancelling is not possible at the moment",
                    "The delivery centre does not answer in time. The order is unchanged; try again shortly.");
            withHeader(HttpHeaders.RETRY_AFTER, "2");
        }
    }
}
