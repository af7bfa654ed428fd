package io.smartwms.platform.backup;

import io.smartwms.platform.WmsProperties.Database;
import io.smartwms.platform.problem.NotFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One service's part of {@code wms backup} (docs/adr/0017). {@code POST /actuator/backup/pause} pauses all changes of
 * the database, {@code …/copy} writes a copy of it below the data folder's {@code backup}, {@code …/resume} ends the
 * pause. A pause that is not ended ends by itself.
 */
@Endpoint(id = "backup")
class BackupEndpoint {

    /** Requests wait meanwhile; the gateway gives up after 30 s. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final WritePause pause;
    private final JdbcTemplate jdbc;
    private final Database database;
    private final Path folder;

    /** @param folder where the copy goes; it may exist, and is emptied then */
    BackupEndpoint(WritePause pause, JdbcTemplate jdbc, Database database, Path folder) {
        this.pause = pause;
        this.jdbc = jdbc;
        this.database = database;
        this.folder = folder;
    }

    @WriteOperation
    Map<String, ?> step(@Selector String step) throws IOException, InterruptedException {
        return switch (step) {
            case "pause" -> Map.of("paused", pause.begin(LONGEST_PAUSE));
            case "copy" -> copy();
            case "resume" -> Map.of("lasted", pause.end());
            default -> throw new NotFound("There is nothing at this address.");
        };
    }

    private Map<String, ?> copy() throws IOException {
        Files.createDirectories(folder);
        try (var old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        if (database == Database.H2) {
            jdbc.execute("backup to '" + quoted(folder.resolve("h2.zip")) + "'");
        } else {
            jdbc.execute("backup database to '" + quoted(folder) + "/' not blocking as files");
        }
        return Map.of("paused", pause.isPaused());
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }
}
