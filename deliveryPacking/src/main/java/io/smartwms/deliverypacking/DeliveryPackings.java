package io.smartwms.deliverypacking;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/** The packing instructions, shown read-only under {@code /deliveryPackings}. */
@RepositoryRestResource(path = "deliveryPackings", collectionResourceRel = "deliveryPackings")
interface DeliveryPackings extends JpaRepository<DeliveryPacking, Long> {

    Page<DeliveryPacking> findByOrderId(String orderId, Pageable page);

    Page<DeliveryPacking> findByProductId(String productId, Pageable page);

    Page<DeliveryPacking> findByPackingStatus(PackingStatus packingStatus, Pageable page);

    /** The pack list: what lies on the packing table, oldest order first. */
    @Query("select p from DeliveryPacking p where p.packingStatus = PackingOrdered order by p.id")
    Page<DeliveryPacking> findPackable(Pageable page);
}
