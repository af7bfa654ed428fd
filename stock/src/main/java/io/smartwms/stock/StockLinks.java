package io.smartwms.stock;

import org.springframework.data.rest.webmvc.support.RepositoryEntityLinks;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.LinkRelation;
import org.springframework.hateoas.server.LinkBuilder;
import org.springframework.hateoas.server.RepresentationModelProcessor;
import org.springframework.stereotype.Component;

/** Where things of a product's stock are found. */
@Component
class StockLinks implements RepresentationModelProcessor<EntityModel<Stock>> {

    private final RepositoryEntityLinks links;

    StockLinks(RepositoryEntityLinks links) {
        this.links = links;
    }

    @Override
    public EntityModel<Stock> process(EntityModel<Stock> model) {
        Stock stock = model.getContent();
        if (stock != null) {
            model.add(movements(stock.productId()).withRel("movements"));
            model.add(reservations(stock.productId()).withRel("reservations"));
        }
        return model;
    }

    EntityModel<StockMovement> model(StockMovement movement) {
        return EntityModel.of(
                movement,
                movements(movement.productId()).slash(movement.id()).withSelfRel(),
                stock(movement.productId()).withRel(LinkRelation.of("stock")));
    }

    LinkBuilder reservations(String productId) {
        return stock(productId).slash("reservations");
    }

    LinkBuilder stock(String productId) {
        return links.linkForItemResource(Stock.class, productId);
    }

    private LinkBuilder movements(String productId) {
        return stock(productId).slash("movements");
    }
}
