package io.smartwms.deliverypacking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartwms.deliverypacking.DeliveryPackingConsumedEvents.PickingConfirmed;
import io.smartwms.platform.problem.IllegalTransition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The guards that no request reaches, because the policies ask first. */
class DeliveryPackingTest {

    private final DeliveryPacking packing =
            DeliveryPacking.ordered(new PickingConfirmed(1, "M-1", "TV-55", 1, 2, "000000000011", 1L, 1, null));

    @Test
    void onlyAPackedParcelIsHandedOverAndOnlyOnce() {
        assertThatThrownBy(() -> packing.handOver(Instant.now()))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PackingOrdered");
        assertThatThrownBy(packing::release)
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PackingOrdered");

        packing.confirm();
        assertThatThrownBy(() -> packing.handOver(Instant.now()))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PackingConfirmed");
        packing.release();
        packing.handOver(Instant.now());

        assertThatThrownBy(() -> packing.handOver(Instant.now()))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("LogisticsInterfaced");
    }

    @Test
    void aLineThatCanNoLongerBeCanceledIsNot() {
        packing.confirm();
        packing.release();

        assertThatThrownBy(packing::release).isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(packing::cancel)
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PackingConfirmed");
    }

    @Test
    void parcelIsCanceledOnce() {
        packing.cancel();

        assertThatThrownBy(packing::cancel)
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("PackingCanceled");
    }
}
