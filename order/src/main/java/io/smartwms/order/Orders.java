package io.smartwms.order;

import io.smartwms.order.Order.Status;
import java.time.Instant;
import java.util.List;
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

    String NUMBERED = "select o from Order o where o.orderId = :orderId"
            + " and (o.mallId = :mallId or o.mallId is null and :mallId is null)"
            + " and (o.orderIdSent = true or o.orderIdSent is null and o.id <> :sameId)";

    Page<Order> findByOrderId(@Param("orderId") String orderId, Pageable page);

    Page<Order> findByMallId(@Param("mallId") String mallId, Pageable page);

    /** The lines of a mall's order number. */
    Page<Order> findByOrderIdAndMallId(@Param("orderId") String orderId, @Param("mallId") String mallId, Pageable page);

    Page<Order> findByProductId(@Param("productId") String productId, Pageable page);

    Page<Order> findByOrderStatus(@Param("orderStatus") Status orderStatus, Pageable page);

    Page<Order> findByDeliveryOrderStatus(
            @Param("deliveryOrderStatus") DeliveryStatus deliveryOrderStatus, Pageable page);

    /** Of {@code from} and later, before {@code to}. */
    @RestResource(path = "findByCreateDate", rel = "findByCreateDate")
    Page<Order> findByCreateDateGreaterThanEqualAndCreateDateLessThan(
            @Param("from") Instant from, @Param("to") Instant to, Pageable page);

    /**
     * The newest order of a number that the mall has sent and that may still be cancelled. By a number of its own an order is
     * not found: whether the mall sent that, the releases before did not note.
     */
    @RestResource(exported = false)
    @Query(NUMBERED + " and o.cancelable = true order by o.id desc")
    Optional<Order> newestCancelable(@Nullable String mallId, String orderId, long sameId, Limit one);

    @RestResource(exported = false)
    @Query(NUMBERED + " and o.cancelable = true and o.productId = :productId order by o.id desc")
    Optional<Order> newestCancelable(@Nullable String mallId, String orderId, long sameId, String productId, Limit one);

    /** The newest order of a number that the mall has sent, whatever has become of it. */
    @RestResource(exported = false)
    @Query(NUMBERED + " and (:productId is null or o.productId = :productId) order by o.id desc")
    Optional<Order> newest(@Nullable String mallId, String orderId, long sameId, @Nullable String productId, Limit one);

    /** The orders of a number that the mall has sent, up to this id, whatever has become of them. */
    @RestResource(exported = false)
    @Query(NUMBERED + " and o.id <= :upTo order by o.id")
    List<Order> numbered(@Nullable String mallId, String orderId, long sameId, long upTo, Limit most);
}
