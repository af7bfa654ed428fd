package io.smartwms.deliveryorder;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.api.Test;

class DeliveryOrderContractTest {

    @Test
    void saysWhatTheContractSays() {
        Contracts.assertPublishes(DeliveryOrderEvents.class);
    }

    @Test
    void hearsWhatTheContractSays() {
        Contracts.assertHears(DeliveryOrderConsumedEvents.class);
    }
}
