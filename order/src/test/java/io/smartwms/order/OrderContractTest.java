package io.smartwms.order;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.api.Test;

class OrderContractTest {

    @Test
    void saysWhatTheContractSays() {
        Contracts.assertPublishes(OrderEvents.class);
    }

    @Test
    void hearsWhatTheContractSays() {
        Contracts.assertHears(OrderConsumedEvents.class);
    }
}
