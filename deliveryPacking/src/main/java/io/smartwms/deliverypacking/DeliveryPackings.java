package io.smartwms.deliverypacking;

import java.time.Instant;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;

/** The packing instructions, shown read-only under {@code /deliveryPackings}. */
@RepositoryRestResource(path = "deliveryPackings", collectionResourceRel = "deliveryPackings")
interface DeliveryPackings extends JpaRepository<DeliveryPacking, Long> {

    Page<DeliveryPacking> findByOrderId(String orderId, Pageable page);

    Page<DeliveryPacking> findByProductId(String productId, Pageable page);

    Page<DeliveryPacking> findByPackingStatus(PackingStatus packingStatus, Pageable page);

    Page<DeliveryPacking> findByInvoiceNo(String invoiceNo, Pageable page);

    /** Handed over to the carrier at {@code from} or later, before {@code to}. */
    @RestResource(path = "findByLogisticsInterfaceDate", rel = "findByLogisticsInterfaceDate")
    Page<DeliveryPacking> findByLogisticsInterfaceDateGreaterThanEqualAndLogisticsInterfaceDateLessThan(
            @Param("from") Instant from, @Param("to") Instant to, Pageable page);

    /** The pack list: what lies on the packing table, oldest order first unless another order is asked for. */
    @Query("select p from DeliveryPacking p where p.packingStatus = PackingOrdered")
    Page<DeliveryPacking> findPackable(Pageable page);
}
