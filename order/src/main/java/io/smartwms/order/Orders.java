package io.smartwms.order;

import io.smartwms.order.Order.Status;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;

/** All orders, also over REST at {@code /orders}. */
@RepositoryRestResource(path = "orders", collectionResourceRel = "orders", itemResourceRel = "order")
interface Orders extends JpaRepository<Order, Long> {

    Page<Order> findByOrderId(@Param("orderId") String orderId, Pageable page);

    Page<Order> findByProductId(@Param("productId") String productId, Pageable page);

    Page<Order> findByOrderStatus(@Param("orderStatus") Status orderStatus, Pageable page);

    Page<Order> findByDeliveryOrderStatus(
            @Param("deliveryOrderStatus") DeliveryStatus deliveryOrderStatus, Pageable page);

    /** Of {@code from} and later, before {@code to}. */
    @RestResource(path = "findByCreateDate", rel = "findByCreateDate")
    Page<Order> findByCreateDateGreaterThanEqualAndCreateDateLessThan(
            @Param("from") Instant from, @Param("to") Instant to, Pageable page);

    /** The newest order of the mall's number that may still be cancelled. */
    @RestResource(exported = false)
    default Optional<Order> newestCancelable(String orderId, @Nullable String productId) {
        return productId == null
                ? findFirstByOrderIdAndCancelableTrueOrderByIdDesc(orderId)
                : findFirstByOrderIdAndProductIdAndCancelableTrueOrderByIdDesc(orderId, productId);
    }

    /** The newest order of the mall's number, whatever has become of it. */
    @RestResource(exported = false)
    @Query("select o from Order o where o.orderId = :orderId and (:productId is null or o.productId = :productId)"
            + " order by o.id desc")
    Optional<Order> newest(String orderId, @Nullable String productId, Limit one);

    @RestResource(exported = false)
    Optional<Order> findFirstByOrderIdAndCancelableTrueOrderByIdDesc(String orderId);

    @RestResource(exported = false)
    Optional<Order> findFirstByOrderIdAndProductIdAndCancelableTrueOrderByIdDesc(String orderId, String productId);
}
