package io.smartwms.platform.sample;

import io.smartwms.platform.http.Precondition;
import io.smartwms.platform.idempotency.IdempotencyKeys;
import io.smartwms.platform.problem.NotFound;
import io.smartwms.platform.rest.CommandController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.hateoas.EntityModel;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** The commands of {@code /notes}: two that check the precondition themselves, one that leaves it to the platform. */
@CommandController
class NoteController {

    enum Colour {
        Red
    }

    record Writing(
            @NotNull Long id,
            @NotNull String text,
            @Nullable Colour colour) {}

    record Change(@NotNull String text) {}

    private final Notes notes;
    private final IdempotencyKeys keys;
    private final TransactionTemplate transaction;

    NoteController(Notes notes, IdempotencyKeys keys, TransactionTemplate transaction) {
        this.notes = notes;
        this.keys = keys;
        this.transaction = transaction;
    }

    @PostMapping("/notes")
    ResponseEntity<EntityModel<Note>> write(
            @RequestBody @Valid Writing writing,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
        Note note = keys.once(
                key,
                "POST /notes",
                writing,
                () -> notes.save(new Note(writing.id(), writing.text())),
                Note::id,
                id -> byId(Long.parseLong(id)));
        return ResponseEntity.created(URI.create("/notes/" + note.id())).body(EntityModel.of(note));
    }

    @PatchMapping("/notes/{id}")
    ResponseEntity<EntityModel<Note>> change(
            @PathVariable long id, @RequestAttribute Precondition precondition, @RequestBody @Valid Change change) {
        return ResponseEntity.ok(EntityModel.of(transaction.execute(status -> {
            Note note = byId(id);
            precondition.check(note);
            note.rewrite(change.text());
            return notes.save(note);
        })));
    }

    @DeleteMapping("/notes/{id}")
    ResponseEntity<Void> delete(@PathVariable long id) {
        notes.delete(byId(id));
        return ResponseEntity.noContent().build();
    }

    private Note byId(long id) {
        return notes.findById(id).orElseThrow(() -> new NotFound("note", id));
    }
}
