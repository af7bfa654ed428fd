package io.smartwms.deliverypicking;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/** The picking instructions, shown read-only under {@code /deliveryPickings}. */
@RepositoryRestResource(path = "deliveryPickings", collectionResourceRel = "deliveryPickings")
interface DeliveryPickings extends JpaRepository<DeliveryPicking, Long> {

    Page<DeliveryPicking> findByOrderId(String orderId, Pageable page);

    Page<DeliveryPicking> findByProductId(String productId, Pageable page);

    Page<DeliveryPicking> findByPickingStatus(PickingStatus pickingStatus, Pageable page);

    Page<DeliveryPicking> findByInvoiceNo(String invoiceNo, Pageable page);

    /** The pick list: what may be picked now, oldest order first unless another order is asked for. */
    @Query("select p from DeliveryPicking p where p.pickingStatus = PickingOrdered and p.pickableYn = Y")
    Page<DeliveryPicking> findPickable(Pageable page);
}
