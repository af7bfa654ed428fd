package io.smartwms.platform.internal;

import io.smartwms.platform.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The key by which one service knows that a command comes from another. {@code wms.internal-key} names it; without that
 * property it is in a file of the data folder, which all services of a machine share and only their user can read.
 */
public final class InternalKey {

    public static final String HEADER = "Wms-Internal-Key";

    private final String value;

    private InternalKey(String value) {
        this.value = value;
    }

    static InternalKey of(@Nullable String property, Path folder) {
        return new InternalKey(property == null || property.isBlank() ? read(folder) : property.strip());
    }

    /** What the caller sends as {@value #HEADER}. */
    public String value() {
        return value;
    }

    /** @throws Forbidden this is not the key */
    public void require(@Nullable String sent) {
        if (sent == null
                || !MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8))) {
            throw new Forbidden();
        }
    }

    /** 403: a command that only another service may give. */
    static final class Forbidden extends Refusal {

        Forbidden() {
            super(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "Not allowed",
                    "Only a service of this system may do this. Cancel an order with DELETE /orders/{id}.");
        }
    }

    /** Whichever service comes first makes it; the file appears with its whole content or not at all. */
    private static String read(Path folder) {
        Path file = folder.resolve("internal-key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path fresh = Files.createTempFile(folder, "internal-key", null);
                try {
                    if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
                    }
                    Files.writeString(fresh, UUID.randomUUID().toString());
                    Files.createLink(file, fresh);
                } catch (FileAlreadyExistsException fasterService) {
                    // Another service was faster; its key is read below.
                } finally {
                    Files.deleteIfExists(fresh);
                }
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the services cannot be kept in " + file, e);
        }
    }

    /** Not for logs. */
    @Override
    public String toString() {
        return "InternalKey";
    }
}
