package io.smartwms.stock;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.api.Test;

class StockContractTest {

    @Test
    void publishesWhatTheContractsSay() {
        Contracts.assertPublishes(StockEvents.class);
    }

    @Test
    void consumesWhatTheContractsSay() {
        Contracts.assertConsumes(StockConsumedEvents.class);
    }
}
