package io.smartwms.product;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.smartwms.platform.idempotency.IdempotencyKeys;
import io.smartwms.platform.problem.AlreadyExists;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.text.ProductId;
import io.smartwms.platform.text.ProductName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.hateoas.IanaLinkRelations;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** Registers products. */
@RepositoryRestController
class ProductController {

    private final Products products;
    private final IdempotencyKeys idempotencyKeys;

    ProductController(Products products, IdempotencyKeys idempotencyKeys) {
        this.products = products;
        this.idempotencyKeys = idempotencyKeys;
    }

    /**
     * A product as the mall sends it.
     *
     * @param productId the mall's own number of the product; it becomes the last part of the product's address
     * @param productName its name, the productId if it is left out
     * @param stockIncreaseQty units on hand at the start, 1000 if it is left out; {@code stockQty} means the same
     * @param productWhsDate when they were put there (ISO 8601 with an offset), now if it is left out
     */
    record RegisterProduct(
            @NotNull @ProductId String productId,

            @Nullable @ProductName String productName,

            @JsonAlias("stockQty") @Nullable @Min(0) @Max(1_000_000)
            Integer stockIncreaseQty,

            @Nullable String productWhsDate) {

        private static final int DEFAULT_QTY = 1000;
        private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");

        Product product(Instant now) {
            return Product.register(
                    productId,
                    productName == null ? productId : productName,
                    stockIncreaseQty == null ? DEFAULT_QTY : stockIncreaseQty,
                    whsDate(now),
                    now);
        }

        /** Read here because Jackson would take any number for a time. */
        private Instant whsDate(Instant now) {
            if (productWhsDate == null) {
                return now;
            }
            try {
                Instant date = OffsetDateTime.parse(productWhsDate).toInstant();
                if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
                    return date;
                }
            } catch (DateTimeException e) {
                // falls through to the problem below
            }
            throw new InvalidField(
                    "productWhsDate", "must be a time from 1970 to 2999 such as 2026-01-31T09:00:00+09:00");
        }
    }

    /**
     * 201 with the product; 409 {@code already-exists} if there is one of that productId, which stays as it is. A repeated
     * request with the same {@code Idempotency-Key} gets the first answer again.
     */
    @PostMapping("/products")
    ResponseEntity<PersistentEntityResource> register(
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody @Valid RegisterProduct request,
            PersistentEntityResourceAssembler assembler) {
        Product product = once(key, request);
        PersistentEntityResource resource = assembler.toFullResource(product);
        return ResponseEntity.created(
                        resource.getRequiredLink(IanaLinkRelations.SELF).toUri())
                .body(resource);
    }

    private Product once(@Nullable String key, RegisterProduct request) {
        Product product = request.product(Instant.now());
        return idempotencyKeys.once(
                key,
                "POST /products",
                request,
                () -> {
                    if (products.existsById(request.productId())) {
                        throw new AlreadyExists("product", request.productId());
                    }
                    try {
                        return products.saveAndFlush(product);
                    } catch (DataIntegrityViolationException anotherWasFaster) {
                        throw new AlreadyExists("product", request.productId());
                    }
                },
                Product::productId,
                id -> products.findById(id).orElseThrow());
    }
}
