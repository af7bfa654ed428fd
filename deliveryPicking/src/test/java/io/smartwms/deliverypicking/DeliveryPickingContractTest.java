package io.smartwms.deliverypicking;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.api.Test;

class DeliveryPickingContractTest {

    @Test
    void publishesWhatTheContractsSay() {
        Contracts.assertPublishes(DeliveryPickingEvents.class);
    }

    @Test
    void hearsOnlyWhatTheContractsOffer() {
        Contracts.assertConsumes(DeliveryPickingConsumedEvents.class);
    }
}
