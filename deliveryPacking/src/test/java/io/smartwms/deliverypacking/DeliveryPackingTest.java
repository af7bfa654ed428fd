package io.smartwms.deliverypacking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.PickingConfirmed;
import io.smartwms.platform.problem.IllegalTransition;
import org.junit.jupiter.api.Test;

/** The guards that no request reaches, because the policies ask first. */
class DeliveryPackingTest {

    private final DeliveryPacking packing =
            DeliveryPacking.ordered(new PickingConfirmed(1, "M-1", "TV-55", 1, 2, "000000000011"));

    @Test
    void onlyAPackedParcelIsHandedOverAndOnlyOnce() {
        assertThatThrownBy(packing::handOver)
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PackingOrdered");

        packing.confirm();
        packing.handOver();

        assertThatThrownBy(packing::handOver)
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("LogisticsInterfaced");
    }

    @Test
    void parcelIsCanceledOnce() {
        packing.cancel();

        assertThatThrownBy(packing::cancel)
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PackingCanceled");
    }
}
