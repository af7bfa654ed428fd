package io.smartwms.deliverypicking;

import io.smartwms.platform.database.RetryOnConflict;
import io.smartwms.platform.http.Precondition;
import io.smartwms.platform.problem.NotFound;
import jakarta.validation.Valid;
import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;

/** What people do with a picking instruction; reading is the repository's. */
@RepositoryRestController
class DeliveryPickingController {

    private final DeliveryPickings pickings;

    DeliveryPickingController(DeliveryPickings pickings) {
        this.pickings = pickings;
    }

    /**
     * Prints, confirms, or both. Meets the policies on the same row now and then (a cancel arrives while a picker
     * confirms): who comes second looks again, at the new state.
     */
    @PatchMapping("/deliveryPickings/{id}")
    @RetryOnConflict
    @Transactional
    ResponseEntity<PersistentEntityResource> change(
            @PathVariable long id,
            @RequestAttribute Precondition precondition,
            @Valid @RequestBody PickingCommand command,
            PersistentEntityResourceAssembler assembler) {
        command.requireSomething();
        DeliveryPicking picking = pickings.findById(id).orElseThrow(() -> new NotFound("picking instruction", id));
        precondition.check(picking);
        command.applyTo(picking);
        return ResponseEntity.ok(assembler.toFullResource(pickings.save(picking)));
    }
}
