package io.smartwms.stock;

import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;

/** The ledgers: movements can be added and looked at. */
interface StockMovements extends Repository<StockMovement, Long> {

    StockMovement save(StockMovement movement);

    Optional<StockMovement> findById(Long id);

    Optional<StockMovement> findByIdAndProductId(long id, String productId);

    Page<StockMovement> findByProductId(String productId, Pageable page);
}
