package io.smartwms.product;

import io.smartwms.platform.event.DomainEvent;
import io.smartwms.product.Product.Status;
import java.time.Instant;

/** What the mall's product list says. */
sealed interface ProductEvents extends DomainEvent {

    String productId();

    @Override
    default String key() {
        return productId();
    }

    /** A product is sold from now on; {@code stockIncreaseQty} units of it are in the house. */
    record ProductRegistered(
            String productId, String productName, Status productStatus, int stockIncreaseQty, Instant productWhsDate)
            implements ProductEvents {}
}
