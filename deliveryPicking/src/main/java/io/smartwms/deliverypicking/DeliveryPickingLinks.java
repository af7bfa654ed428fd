package io.smartwms.deliverypicking;

import org.springframework.data.rest.webmvc.support.RepositoryEntityLinks;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.server.RepresentationModelProcessor;
import org.springframework.stereotype.Component;

/** Offers what can be done next: a link is there as long as the state allows its action, and leads to the {@code PATCH}. */
@Component
class DeliveryPickingLinks implements RepresentationModelProcessor<EntityModel<DeliveryPicking>> {

    private final RepositoryEntityLinks links;

    DeliveryPickingLinks(RepositoryEntityLinks links) {
        this.links = links;
    }

    @Override
    public EntityModel<DeliveryPicking> process(EntityModel<DeliveryPicking> model) {
        DeliveryPicking picking = model.getContent();
        if (picking != null && picking.isPickable()) {
            Link patch = links.linkToItemResource(DeliveryPicking.class, picking.id());
            model.add(patch.withRel("confirm"));
            model.addIf(!picking.isPickingOrderPrinted(), () -> patch.withRel("printPickingOrder"));
            model.addIf(!picking.isOrderConfirmPrinted(), () -> patch.withRel("printOrderConfirm"));
            model.addIf(!picking.isInvoicePrinted(), () -> patch.withRel("printInvoice"));
        }
        return model;
    }
}
