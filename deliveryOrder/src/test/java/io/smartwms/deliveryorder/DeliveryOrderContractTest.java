package io.smartwms.deliveryorder;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.api.Test;

class DeliveryOrderContractTest {

    @Test
    void publishesWhatTheContractSays() {
        Contracts.assertPublishes(DeliveryOrderEvents.class);
    }

    @Test
    void consumesWhatTheContractSays() {
        Contracts.assertConsumes(DeliveryOrderConsumedEvents.class);
    }
}
