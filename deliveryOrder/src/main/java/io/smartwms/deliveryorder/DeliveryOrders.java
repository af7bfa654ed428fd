package io.smartwms.deliveryorder;

import io.smartwms.deliveryorder.DeliveryOrder.Status;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/** All delivery orders, also over REST at {@code /deliveryOrders}. */
@RepositoryRestResource(
        path = "deliveryOrders",
        collectionResourceRel = "deliveryOrders",
        itemResourceRel = "deliveryOrder")
interface DeliveryOrders extends JpaRepository<DeliveryOrder, Long> {

    Page<DeliveryOrder> findByOrderId(@Param("orderId") String orderId, Pageable page);

    /** The lines of a mall's order number. */
    Page<DeliveryOrder> findByOrderIdAndMallId(
            @Param("orderId") String orderId, @Param("mallId") String mallId, Pageable page);

    Page<DeliveryOrder> findByProductId(@Param("productId") String productId, Pageable page);

    Page<DeliveryOrder> findByDeliveryOrderStatus(@Param("deliveryOrderStatus") Status status, Pageable page);
}
