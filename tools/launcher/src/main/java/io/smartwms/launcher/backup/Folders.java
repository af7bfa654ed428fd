package io.smartwms.launcher.backup;

import io.smartwms.launcher.installation.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes folders. */
final class Folders {

    private Folders() {}

    /**
     * Deletes a folder with all that is in it, if it exists.
     *
     * @throws Failure a file cannot be deleted
     */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new Failure(folder + " could not be deleted (" + Failure.reason(e) + "); delete it by hand.", e);
        }
    }
}
