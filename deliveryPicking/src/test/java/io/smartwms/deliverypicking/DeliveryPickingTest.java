package io.smartwms.deliverypicking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartwms.deliverypicking.DeliveryPickingConsumedEvents.DeliveryOrderCanceled;
import io.smartwms.deliverypicking.DeliveryPickingConsumedEvents.DeliveryOrdered;
import io.smartwms.platform.problem.IllegalTransition;
import org.junit.jupiter.api.Test;

/** The guards that no request reaches, because the policies ask first. */
class DeliveryPickingTest {

    private final DeliveryPicking picking =
            DeliveryPicking.ordered(new DeliveryOrdered(1, "M-1", "TV-55", null, 1, 2, 1L, 1, null));

    @Test
    void releaseIsRefusedUnlessItAwaitsStock() {
        picking.release();
        assertThatThrownBy(picking::release).isInstanceOf(IllegalTransition.class);

        picking.confirm();
        assertThatThrownBy(picking::release)
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PickingConfirmed");

        picking.cancel();
        assertThatThrownBy(picking::release)
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PickingCanceled");
    }

    @Test
    void tombstoneCannotBeCanceledAgain() {
        DeliveryPicking tombstone =
                DeliveryPicking.canceledBeforeOrdered(new DeliveryOrderCanceled(1, "M-1", "TV-55", 1, 2, 1L, 1));

        assertThatThrownBy(tombstone::cancel).isInstanceOf(IllegalTransition.class);
    }
}
