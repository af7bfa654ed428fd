package io.smartwms.order;

import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.IanaLinkRelations;
import org.springframework.hateoas.server.RepresentationModelProcessor;
import org.springframework.stereotype.Component;

/** Shows the way to cancel for as long as it is open. */
@Component
class OrderLinks implements RepresentationModelProcessor<EntityModel<Order>> {

    @Override
    public EntityModel<Order> process(EntityModel<Order> model) {
        Order order = model.getContent();
        if (order != null && order.isCancelable()) {
            model.getLink(IanaLinkRelations.SELF).ifPresent(self -> model.add(self.withRel("cancel")));
        }
        return model;
    }
}
