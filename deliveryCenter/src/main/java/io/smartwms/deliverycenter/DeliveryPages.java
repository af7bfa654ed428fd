package io.smartwms.deliverycenter;

import io.smartwms.deliverycenter.DeliveryPage.DeliveryOrderStatus;
import io.smartwms.deliverycenter.DeliveryPage.PackingStatus;
import io.smartwms.deliverycenter.DeliveryPage.PickingStatus;
import java.time.Duration;
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

/** The manager's lists; the platform's view answers them. The rows come from events alone. */
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@RepositoryRestResource(path = "deliveryPages", collectionResourceRel = "deliveryPages")
public interface DeliveryPages extends Repository<DeliveryPage, Long> {

    Optional<DeliveryPage> findById(Long id);

    Page<DeliveryPage> findAll(Pageable page);

    Page<DeliveryPage> findByOrderId(@Param("orderId") String orderId, Pageable page);

    Page<DeliveryPage> findByMallId(@Param("mallId") String mallId, Pageable page);

    /** The lines of a mall's order number. */
    Page<DeliveryPage> findByOrderIdAndMallId(
            @Param("orderId") String orderId, @Param("mallId") String mallId, Pageable page);

    Page<DeliveryPage> findByInvoiceNo(@Param("invoiceNo") String invoiceNo, Pageable page);

    Page<DeliveryPage> findByProductId(@Param("productId") String productId, Pageable page);

    /** {@code sort=stageDate,asc} puts the longest waiting first. */
    Page<DeliveryPage> findByStage(@Param("stage") Stage stage, Pageable page);

    /** In the stage for so long or longer. */
    @RestResource(path = "findByStageAndMinAge", rel = "findByStageAndMinAge")
    Page<DeliveryPage> findByStageAndStageDateLessThanEqual(
            @Param("stage") Stage stage, @Param("minAge") Duration minAge, Pageable page);

    /** What is still to be handed over, and has to be within this time from now; {@code PT0S}: what is late. */
    @RestResource(path = "findDue", rel = "findDue")
    Page<DeliveryPage> findByDueDateLessThan(@Param("within") Duration within, Pageable page);

    Page<DeliveryPage> findByDeliveryOrderStatus(
            @Param("deliveryOrderStatus") DeliveryOrderStatus deliveryOrderStatus, Pageable page);

    Page<DeliveryPage> findByPickingStatus(@Param("pickingStatus") PickingStatus pickingStatus, Pageable page);

    Page<DeliveryPage> findByPackingStatus(@Param("packingStatus") PackingStatus packingStatus, Pageable page);

    /** Ordered at {@code from} or later, before {@code to}. */
    @RestResource(path = "findByOrderDate", rel = "findByOrderDate")
    Page<DeliveryPage> findByOrderDateGreaterThanEqualAndOrderDateLessThan(
            @Param("from") Instant from, @Param("to") Instant to, Pageable page);

    /** Handed over to the carrier at {@code from} or later, before {@code to}. */
    @RestResource(path = "findByLogisticsInterfaceDate", rel = "findByLogisticsInterfaceDate")
    Page<DeliveryPage> findByLogisticsInterfaceDateGreaterThanEqualAndLogisticsInterfaceDateLessThan(
            @Param("from") Instant from, @Param("to") Instant to, Pageable page);
}
