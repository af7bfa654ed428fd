package io.smartwms.customercenter;

import io.smartwms.customercenter.OrderPage.OrderStatus;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The customer's lists; the platform's view answers them. The rows come from events alone. */
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@RepositoryRestResource(path = "orderPages", collectionResourceRel = "orderPages")
public interface OrderPages extends Repository<OrderPage, Long> {

    Optional<OrderPage> findById(Long id);

    Page<OrderPage> findAll(Pageable page);

    Page<OrderPage> findByOrderId(@Param("orderId") String orderId, Pageable page);

    /** The lines of a mall's order number. */
    Page<OrderPage> findByOrderIdAndMallId(
            @Param("orderId") String orderId, @Param("mallId") String mallId, Pageable page);

    Page<OrderPage> findByInvoiceNo(@Param("invoiceNo") String invoiceNo, Pageable page);

    Page<OrderPage> findByProductId(@Param("productId") String productId, Pageable page);

    Page<OrderPage> findByOrderStatus(@Param("orderStatus") OrderStatus orderStatus, Pageable page);

    Page<OrderPage> findByDeliveryStatus(@Param("deliveryStatus") DeliveryStatus deliveryStatus, Pageable page);

    /** Ordered at {@code from} or later, before {@code to}. */
    @RestResource(path = "findByOrderDate", rel = "findByOrderDate")
    Page<OrderPage> findByOrderDateGreaterThanEqualAndOrderDateLessThan(
            @Param("from") Instant from, @Param("to") Instant to, Pageable page);

    /** Handed over to the carrier at {@code from} or later, before {@code to}. */
    @RestResource(path = "findByLogisticsInterfaceDate", rel = "findByLogisticsInterfaceDate")
    Page<OrderPage> findByLogisticsInterfaceDateGreaterThanEqualAndLogisticsInterfaceDateLessThan(
            @Param("from") Instant from, @Param("to") Instant to, Pageable page);
}
