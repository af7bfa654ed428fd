package io.smartwms.deliverypacking;

import io.smartwms.platform.database.RetryOnConflict;
import io.smartwms.platform.http.Precondition;
import io.smartwms.platform.problem.NotFound;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;

/** What people do with a packing instruction; reading is the repository's. */
@RepositoryRestController
class DeliveryPackingController {

    /** A packer confirms; only a cancelled delivery order cancels. A text, so that the refusal names the one value allowed. */
    record PackingCommand(
            @NotNull(message = "must be PackingConfirmed")
            @Pattern(regexp = "PackingConfirmed", message = "must be PackingConfirmed")
            String packingStatus) {}

    private final DeliveryPackings packings;

    DeliveryPackingController(DeliveryPackings packings) {
        this.packings = packings;
    }

    /**
     * Confirms the parcel. Meets the policies on the same row now and then (a cancel arrives while a packer confirms): who
     * comes second looks again, at the new state.
     */
    @PatchMapping("/deliveryPackings/{id}")
    @RetryOnConflict
    @Transactional
    ResponseEntity<PersistentEntityResource> confirm(
            @PathVariable long id,
            @RequestAttribute Precondition precondition,
            @Valid @RequestBody PackingCommand command,
            PersistentEntityResourceAssembler assembler) {
        DeliveryPacking packing = packings.findById(id).orElseThrow(() -> new NotFound("packing instruction", id));
        precondition.check(packing);
        packing.confirm();
        return ResponseEntity.ok(assembler.toFullResource(packings.save(packing)));
    }
}
