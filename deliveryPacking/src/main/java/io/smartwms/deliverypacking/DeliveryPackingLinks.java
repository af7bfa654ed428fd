package io.smartwms.deliverypacking;

import org.springframework.data.rest.webmvc.support.RepositoryEntityLinks;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.server.RepresentationModelProcessor;
import org.springframework.stereotype.Component;

/** Offers {@code confirm}, which leads to the {@code PATCH}, as long as the state allows it. */
@Component
class DeliveryPackingLinks implements RepresentationModelProcessor<EntityModel<DeliveryPacking>> {

    private final RepositoryEntityLinks links;

    DeliveryPackingLinks(RepositoryEntityLinks links) {
        this.links = links;
    }

    @Override
    public EntityModel<DeliveryPacking> process(EntityModel<DeliveryPacking> model) {
        DeliveryPacking packing = model.getContent();
        if (packing != null && packing.isPackable()) {
            model.add(links.linkToItemResource(DeliveryPacking.class, packing.id())
                    .withRel("confirm"));
        }
        return model;
    }
}
