package io.smartwms.product;

import io.smartwms.platform.aggregate.Aggregate;
import io.smartwms.product.ProductEvents.ProductRegistered;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A product that the mall sells. Its quantity on hand belongs to the stock service, from the event {@code ProductRegistered} on. */
@Entity
class Product extends Aggregate<Product> {

    /** Spelled as on the wire. */
    enum Status {
        ProductRegistered
    }

    @Id
    private String productId;

    private String productName;

    @Enumerated(EnumType.STRING)
    private Status productStatus;

    private int stockIncreaseQty;
    private Instant productWhsDate;
    private Instant createDate;
    private Instant updateDate;

    protected Product() {}

    private Product(String productId, String productName, int stockIncreaseQty, Instant productWhsDate, Instant now) {
        this.productId = productId;
        this.productName = productName;
        this.productStatus = Status.ProductRegistered;
        this.stockIncreaseQty = stockIncreaseQty;
        this.productWhsDate = productWhsDate.truncatedTo(ChronoUnit.MICROS);
        this.createDate = now;
        this.updateDate = now;
    }

    /**
     * A product enters the list.
     *
     * @param stockIncreaseQty units on hand at the start
     * @param productWhsDate when they were put there
     */
    static Product register(
            String productId, String productName, int stockIncreaseQty, Instant productWhsDate, Instant now) {
        Product product = new Product(
                productId, productName, stockIncreaseQty, productWhsDate, now.truncatedTo(ChronoUnit.MICROS));
        product.registerEvent(new ProductRegistered(
                productId, productName, product.productStatus, stockIncreaseQty, product.productWhsDate));
        return product;
    }

    String productId() {
        return productId;
    }
}
