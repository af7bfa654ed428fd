package io.smartwms.product;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/** All products, also over REST at {@code /products}. */
@RepositoryRestResource(path = "products", collectionResourceRel = "products", itemResourceRel = "product")
interface Products extends JpaRepository<Product, String> {

    Page<Product> findByProductName(@Param("productName") String productName, Pageable page);

    Page<Product> findByProductStatus(@Param("productStatus") Product.Status productStatus, Pageable page);
}
