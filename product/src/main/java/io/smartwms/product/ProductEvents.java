package io.smartwms.product;

import io.smartwms.platform.event.DomainEvent;
import io.smartwms.product.Product.Status;
import java.time.Instant;

/** The events that the product service publishes. */
sealed interface ProductEvents extends DomainEvent {

    String productId();

    @Override
    default String key() {
        return productId();
    }

    /** A product is sold from now on; {@code stockIncreaseQty} units of it are on hand. */
    record ProductRegistered(
            String productId, String productName, Status productStatus, int stockIncreaseQty, Instant productWhsDate)
            implements ProductEvents {}
}
