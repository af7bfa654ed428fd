package io.smartwms.deliverypacking;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.api.Test;

class DeliveryPackingContractTest {

    @Test
    void publishesWhatTheContractsSay() {
        Contracts.assertPublishes(DeliveryPackingEvents.class);
    }

    @Test
    void hearsOnlyWhatTheContractsOffer() {
        Contracts.assertConsumes(DeliveryPackingConsumedEvents.class);
    }
}
