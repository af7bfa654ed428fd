package io.smartwms.stock;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;

/**
 * The stock of all products that have been registered or ordered, also over REST at {@code /stocks}. To change one, load it from
 * {@link LockedStocks}.
 */
@RepositoryRestResource(path = "stocks", collectionResourceRel = "stocks", itemResourceRel = "stock")
interface Stocks extends Repository<Stock, String> {

    Page<Stock> findAll(Pageable page);

    Optional<Stock> findById(String productId);

    Page<Stock> findByProductName(@Param("productName") String productName, Pageable page);

    /** Products for which orders wait in the queue, those that nobody has registered as well. */
    @Query("select s from Stock s where s.waiting > 0")
    Page<Stock> findShort(Pageable page);

    /** Products whose queue can be served, as {@link Stock#canServe()} says. */
    @RestResource(exported = false)
    @Query("select s.productId from Stock s where s.waiting > 0"
            + " and s.stockQty - s.stockAssignQty >= coalesce(s.headQty, 1) order by s.productId")
    List<String> findServable(Limit limit);

    Stock save(Stock stock);
}
