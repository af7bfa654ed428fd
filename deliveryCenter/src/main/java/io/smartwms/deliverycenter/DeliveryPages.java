package io.smartwms.deliverycenter;

import io.smartwms.deliverycenter.DeliveryPage.DeliveryOrderStatus;
import io.smartwms.deliverycenter.DeliveryPage.PackingStatus;
import io.smartwms.deliverycenter.DeliveryPage.PickingStatus;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/** The manager's lists, newest first; the platform's view answers them. The rows come from events alone. */
@RepositoryRestResource(path = "deliveryPages", collectionResourceRel = "deliveryPages")
public interface DeliveryPages extends Repository<DeliveryPage, Long> {

    Optional<DeliveryPage> findById(Long id);

    Page<DeliveryPage> findAll(Pageable page);

    Page<DeliveryPage> findByOrderId(@Param("orderId") String orderId, Pageable page);

    Page<DeliveryPage> findByProductId(@Param("productId") String productId, Pageable page);

    /** The order that came into the stage last is first; {@code sort=stageDate,asc} puts the longest waiting first. */
    Page<DeliveryPage> findByStage(@Param("stage") Stage stage, Pageable page);

    Page<DeliveryPage> findByDeliveryOrderStatus(
            @Param("deliveryOrderStatus") DeliveryOrderStatus deliveryOrderStatus, Pageable page);

    Page<DeliveryPage> findByPickingStatus(@Param("pickingStatus") PickingStatus pickingStatus, Pageable page);

    Page<DeliveryPage> findByPackingStatus(@Param("packingStatus") PackingStatus packingStatus, Pageable page);
}
