package io.smartwms.order;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.api.Test;

class OrderContractTest {

    @Test
    void publishesWhatTheContractSays() {
        Contracts.assertPublishes(OrderEvents.class);
    }

    @Test
    void consumesWhatTheContractSays() {
        Contracts.assertConsumes(OrderConsumedEvents.class);
    }
}
