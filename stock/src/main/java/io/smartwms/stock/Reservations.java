package io.smartwms.stock;

import io.smartwms.stock.Reservation.Status;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

/** All reservations; over REST they are seen below their product's stock. */
interface Reservations extends JpaRepository<Reservation, Long> {

    /**
     * The next in the queue, if asked with {@link Status#Waiting}. Ordered by all columns of the index: H2 would else read the
     * whole queue and sort it.
     */
    @Query("select r from Reservation r where r.productId = :productId and r.status = :status"
            + " order by r.productId, r.status, r.id")
    List<Reservation> findQueue(@Param("productId") String productId, @Param("status") Status status, Limit limit);

    long countByProductIdAndStatusAndIdLessThan(String productId, Status status, long id);

    Page<Reservation> findByProductId(String productId, Pageable page);

    Page<Reservation> findByProductIdAndStatus(String productId, Status status, Pageable page);

    Optional<Reservation> findByIdAndProductId(long id, String productId);
}
