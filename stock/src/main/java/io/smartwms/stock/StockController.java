package io.smartwms.stock;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smartwms.platform.database.RetryOnConflict;
import io.smartwms.platform.http.ETagged;
import io.smartwms.platform.http.Precondition;
import io.smartwms.platform.idempotency.IdempotencyKeys;
import io.smartwms.platform.problem.NotFound;
import io.smartwms.platform.problem.ProblemException;
import io.smartwms.platform.rest.ListOf;
import io.smartwms.platform.rest.QueryParameterInterceptor;
import io.smartwms.platform.text.Note;
import io.smartwms.stock.Reservation.Status;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.data.web.PagedResourcesAssembler;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.IanaLinkRelations;
import org.springframework.hateoas.RepresentationModel;
import org.springframework.hateoas.server.core.Relation;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What the people in the warehouse do with a product's stock, its ledger, and who has of it or waits for it. */
@RepositoryRestController
class StockController {

    private final LockedStocks lockedStocks;
    private final Stocks stocks;
    private final StockMovements ledger;
    private final Reservations reservations;
    private final IdempotencyKeys idempotencyKeys;
    private final StockLinks links;
    private final PagedResourcesAssembler<StockMovement> movementPages;
    private final PagedResourcesAssembler<QueuedReservation> queuePages;

    StockController(
            LockedStocks lockedStocks,
            Stocks stocks,
            StockMovements ledger,
            Reservations reservations,
            IdempotencyKeys idempotencyKeys,
            StockLinks links,
            PagedResourcesAssembler<StockMovement> movementPages,
            PagedResourcesAssembler<QueuedReservation> queuePages) {
        this.lockedStocks = lockedStocks;
        this.stocks = stocks;
        this.ledger = ledger;
        this.reservations = reservations;
        this.idempotencyKeys = idempotencyKeys;
        this.links = links;
        this.movementPages = movementPages;
        this.queuePages = queuePages;
    }

    /** What a person can enter into the ledger; spelled as in {@link StockMovement.Reason}. */
    enum Entry {
        Received,
        Counted,
        Damaged
    }

    /**
     * A movement that a person enters.
     *
     * @param qty units: that came in (Received), that are lost (Damaged), or that are there in all (Counted)
     * @param note whatever helps to find out later, such as the number of the delivery note
     */
    record NewMovement(
            @NotNull Entry reason,
            @NotNull Integer qty,

            @Nullable @Note String note) {}

    /** What makes two requests the same request. */
    private record Request(String productId, NewMovement movement) {}

    /**
     * 201 with the movement; 412 if the stock has another version than {@code If-Match} says, 409 if the stock does not allow it,
     * with its figures. A repeated request with the same
     * {@code Idempotency-Key} gets the first answer again.
     */
    @PostMapping("/stocks/{productId}/movements")
    @RetryOnConflict
    ResponseEntity<EntityModel<StockMovement>> move(
            @PathVariable String productId,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestAttribute Precondition precondition,
            @RequestBody @Valid NewMovement request) {
        StockMovement movement = once(key, new Request(productId, request), precondition);
        EntityModel<StockMovement> model = links.model(movement);
        return ResponseEntity.created(
                        model.getRequiredLink(IanaLinkRelations.SELF).toUri())
                .body(model);
    }

    private StockMovement once(@Nullable String key, Request request, Precondition precondition) {
        return idempotencyKeys.once(
                key,
                "POST /stocks/{productId}/movements",
                request,
                () -> enter(request, precondition),
                StockMovement::id,
                id -> ledger.findById(Long.valueOf(id)).orElseThrow());
    }

    private StockMovement enter(Request request, Precondition precondition) {
        Stock stock = lockedStocks.lock(request.productId()).orElseThrow(() -> noStock(request.productId()));
        if (!stock.isRegistered()) {
            throw new Stock.NotRegistered(request.productId());
        }
        precondition.check(stock);
        int qty = request.movement().qty();
        String note = request.movement().note();
        StockMovement movement = ledger.save(
                switch (request.movement().reason()) {
                    case Received -> stock.receive(qty, note);
                    case Counted -> stock.count(qty, note);
                    case Damaged -> stock.damage(qty, note);
                });
        lockedStocks.saveAndServeQueue(stock);
        return movement;
    }

    /** The ledger. */
    @GetMapping("/stocks/{productId}/movements")
    @ListOf(StockMovement.class)
    ResponseEntity<RepresentationModel<?>> movements(
            @PathVariable String productId,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            HttpServletRequest request) {
        Page<StockMovement> movements =
                ledger.findByProductId(productId, PageRequest.of(page, size, QueryParameterInterceptor.sort(request)));
        requireStock(productId, movements);
        return hal(movementPages.toModel(movements, links::model));
    }

    @GetMapping("/stocks/{productId}/movements/{id}")
    ResponseEntity<RepresentationModel<?>> movement(@PathVariable String productId, @PathVariable long id) {
        return hal(links.model(
                ledger.findByIdAndProductId(id, productId).orElseThrow(() -> new NotFound("movement", id))));
    }

    /** @param position its place in the queue, 1 for the first, if it waits */
    @Relation(itemRelation = "reservation", collectionRelation = "reservations")
    record QueuedReservation(
            @JsonUnwrapped Reservation reservation,
            @Nullable Long position) implements ETagged {

        /** The place changes with those before it. */
        @Override
        public String eTag() {
            return position == null
                    ? reservation.eTag()
                    : reservation.eTag().replaceFirst("\"$", "-" + position + "\"");
        }
    }

    /**
     * Who has of the product or waits for it, in the order in which they are served, or the reverse; another order would
     * tell nobody's place in the queue.
     */
    @GetMapping("/stocks/{productId}/reservations")
    @ListOf(value = Reservation.class, sortableBy = "id")
    ResponseEntity<RepresentationModel<?>> reservations(
            @PathVariable String productId,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            HttpServletRequest request) {
        Sort sort = QueryParameterInterceptor.sort(request);
        int step = sort.stream().anyMatch(Sort.Order::isDescending) ? -1 : 1;
        PageRequest wanted = PageRequest.of(page, size, sort);
        Page<Reservation> found = status == null
                ? reservations.findByProductId(productId, wanted)
                : reservations.findByProductIdAndStatus(productId, status, wanted);
        requireStock(productId, found);
        // The place in the queue is looked up once per page: those that wait on it follow one another.
        long[] position = {
            found.stream()
                            .filter(r -> r.status() == Status.Waiting)
                            .findFirst()
                            .map(r -> 1
                                    + reservations.countByProductIdAndStatusAndIdLessThan(
                                            productId, Status.Waiting, r.id()))
                            .orElse(1L)
                    - step
        };
        return hal(queuePages.toModel(
                found.map(r -> new QueuedReservation(r, r.status() == Status.Waiting ? position[0] += step : null)),
                this::model));
    }

    @GetMapping("/stocks/{productId}/reservations/{id}")
    ResponseEntity<RepresentationModel<?>> reservation(@PathVariable String productId, @PathVariable long id) {
        Reservation reservation =
                reservations.findByIdAndProductId(id, productId).orElseThrow(() -> new NotFound("reservation", id));
        Long position = reservation.status() == Status.Waiting
                ? 1 + reservations.countByProductIdAndStatusAndIdLessThan(productId, Status.Waiting, id)
                : null;
        return hal(model(new QueuedReservation(reservation, position)));
    }

    private EntityModel<QueuedReservation> model(QueuedReservation queued) {
        String productId = queued.reservation().productId();
        return EntityModel.of(
                queued,
                links.reservations(productId).slash(queued.reservation().id()).withSelfRel(),
                links.stock(productId).withRel("stock"));
    }

    /** A list is empty because there is nothing in it, or because there is no such stock. */
    private void requireStock(String productId, Page<?> found) {
        if (found.getTotalElements() == 0 && stocks.findById(productId).isEmpty()) {
            throw noStock(productId);
        }
    }

    private static ResponseEntity<RepresentationModel<?>> hal(RepresentationModel<?> body) {
        return ResponseEntity.ok(body);
    }

    private static ProblemException noStock(String productId) {
        return new NotFound("stock of product", productId);
    }
}
