package io.smartwms.customercenter;

import io.smartwms.customercenter.OrderPage.OrderStatus;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/** The customer's lists, newest first; the platform's view answers them. The rows come from events alone. */
@RepositoryRestResource(path = "orderPages", collectionResourceRel = "orderPages")
public interface OrderPages extends Repository<OrderPage, Long> {

    Optional<OrderPage> findById(Long id);

    Page<OrderPage> findAll(Pageable page);

    Page<OrderPage> findByOrderId(@Param("orderId") String orderId, Pageable page);

    Page<OrderPage> findByProductId(@Param("productId") String productId, Pageable page);

    Page<OrderPage> findByOrderStatus(@Param("orderStatus") OrderStatus orderStatus, Pageable page);

    Page<OrderPage> findByDeliveryStatus(@Param("deliveryStatus") DeliveryStatus deliveryStatus, Pageable page);
}
