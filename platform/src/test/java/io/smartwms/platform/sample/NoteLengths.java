package io.smartwms.platform.sample;

import io.smartwms.platform.problem.NotFound;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Reads twice for one response: in the repository's transaction, and once more after it. */
@RepositoryRestController
class NoteLengths {

    private final Notes notes;
    private final JdbcTemplate jdbc;

    NoteLengths(Notes notes, JdbcTemplate jdbc) {
        this.notes = notes;
        this.jdbc = jdbc;
    }

    @GetMapping("/notes/{id}/length")
    ResponseEntity<Integer> length(@PathVariable long id) {
        Note note = notes.findById(id).orElseThrow(() -> new NotFound("note", id));
        return ResponseEntity.ok(
                jdbc.queryForObject("select char_length(text) from note where id = ?", Integer.class, note.id()));
    }
}
