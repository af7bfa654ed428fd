package io.smartwms.order;

import io.smartwms.platform.http.Precondition;
import io.smartwms.platform.idempotency.IdempotencyKeys;
import io.smartwms.platform.rest.CommandController;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.rest.webmvc.support.RepositoryEntityLinks;
import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.RepresentationModel;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** The commands of {@code /orders}; what can be read there comes from {@link Orders}. */
@CommandController
class OrderController {

    private static final String POST = "POST /orders";

    private final OrderDesk desk;
    private final IdempotencyKeys idempotency;
    private final RepositoryEntityLinks links;

    OrderController(OrderDesk desk, IdempotencyKeys idempotency, RepositoryEntityLinks links) {
        this.desk = desk;
        this.idempotency = idempotency;
        this.links = links;
    }

    /** 201 with the new order, or with all lines of one with {@code lines}; for a cancel 200 with the cancelled order. */
    @PostMapping("/orders")
    ResponseEntity<? extends RepresentationModel<?>> post(
            @RequestBody @Valid PostedOrder posted,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
        posted.requireComplete();
        return posted.isCancel() ? cancel(posted, key) : place(posted, key);
    }

    private ResponseEntity<? extends RepresentationModel<?>> place(PostedOrder posted, @Nullable String key) {
        List<Order> orders = idempotency.once(
                key,
                POST,
                posted,
                () -> desk.place(posted),
                placed -> placed.get(0).id(),
                first ->
                        desk.asPlaced(Long.parseLong(first), posted.orderLines().size()));
        Link self = self(orders.get(0));
        ResponseEntity.BodyBuilder created = ResponseEntity.created(self.toUri());
        return posted.hasLines() ? created.body(models(orders)) : created.body(model(orders.get(0), self));
    }

    /** The key remembers which order was found: a repeated request cancels the same one again, not the next. */
    private ResponseEntity<EntityModel<Order>> cancel(PostedOrder posted, @Nullable String key) {
        long target = idempotency.once(
                key, POST, posted, () -> desk.findCancelTarget(posted).id(), id -> id, Long::parseLong);
        return cancel(target);
    }

    /**
     * 200 with the cancelled order; its row stays. The precondition is checked before deliveryOrder is called, since
     * its cancel cannot be undone.
     */
    @DeleteMapping("/orders/{id}")
    ResponseEntity<EntityModel<Order>> cancel(@PathVariable long id, @RequestAttribute Precondition precondition) {
        precondition.check(() -> desk.byId(id));
        return cancel(id);
    }

    private ResponseEntity<EntityModel<Order>> cancel(long id) {
        Order order = desk.cancel(id);
        return ResponseEntity.ok(model(order, self(order)));
    }

    /** 200 with all lines of the number, cancelled. The key remembers which they were: those placed later are not meant. */
    @PostMapping("/orders/cancellations")
    ResponseEntity<CollectionModel<EntityModel<Order>>> cancelNumber(
            @RequestBody @Valid CanceledNumber number,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
        List<Order> lines = idempotency.once(
                key,
                "POST /orders/cancellations",
                number,
                () -> desk.findLines(number, Long.MAX_VALUE),
                found -> found.get(found.size() - 1).id(),
                last -> desk.findLines(number, Long.parseLong(last)));
        return ResponseEntity.ok(models(desk.cancelAll(lines)));
    }

    private CollectionModel<EntityModel<Order>> models(List<Order> orders) {
        return CollectionModel.of(
                orders.stream().map(order -> model(order, self(order))).toList());
    }

    private Link self(Order order) {
        return links.linkToItemResource(Order.class, order.id()).withSelfRel();
    }

    private static EntityModel<Order> model(Order order, Link self) {
        return EntityModel.of(order, self, self.withRel("order"));
    }
}
