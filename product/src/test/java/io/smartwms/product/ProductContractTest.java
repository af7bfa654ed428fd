package io.smartwms.product;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.api.Test;

class ProductContractTest {

    @Test
    void publishesWhatTheContractsSay() {
        Contracts.assertPublishes(ProductEvents.class);
    }
}
