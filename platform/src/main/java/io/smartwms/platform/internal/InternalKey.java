package io.smartwms.platform.internal;

import io.smartwms.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** A secret that all services of one system know, and nobody else: who sends it is one of them. */
public final class InternalKey {

    /** The header that carries it. */
    public static final String HEADER = "Wms-Internal-Key";

    /** As the key: services that share neither a folder nor a secret do without. */
    static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(InternalKey.class);

    private final @Nullable String key;

    private InternalKey(@Nullable String key) {
        this.key = key;
    }

    /**
     * @param configured the key, or {@code none}; if empty, the key is in the data folder, and the first service that looks for
     *     it makes it
     */
    static InternalKey of(String configured, Path dataFolder) {
        if (configured.isEmpty()) {
            return new InternalKey(inFolder(dataFolder));
        }
        if (configured.equals(NONE)) {
            LOG.warn(
                    "Whoever reaches this service can give it the commands of other services: wms.internal-key is none");
            return new InternalKey(null);
        }
        return new InternalKey(configured);
    }

    private static String inFolder(Path folder) {
        Path file = folder.toAbsolutePath().resolve("internal-key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the services cannot be read or written: " + file, e);
        }
    }

    /** Whole or not at all, and once, whoever else does the same; the temporary file is readable by its owner alone. */
    private static void make(Path file) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.getParent());
        Path whole = Files.createTempFile(file.getParent(), "internal-key", ".new");
        try {
            Files.writeString(whole, HexFormat.of().formatHex(random) + "\n");
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            LOG.debug("Another service has made the key", anotherWasFaster);
        } finally {
            Files.delete(whole);
        }
    }

    /** What to send, null if nothing. */
    public @Nullable String value() {
        return key;
    }

    /** Refuses requests without the key, before anything else of them is read. */
    public MappedInterceptor demandedFor(String... paths) {
        return new MappedInterceptor(paths, new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                // Which methods there are may be asked by anybody.
                boolean command = handler instanceof HandlerMethod;
                if (command && key != null && !isSame(key, request.getHeader(HEADER))) {
                    throw new NotOneOfUs();
                }
                return true;
            }
        });
    }

    /** Compares in constant time. */
    private static boolean isSame(String key, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** 403: the command is one that services give each other. */
    static class NotOneOfUs extends ProblemException {

        NotOneOfUs() {
            super(HttpStatus.FORBIDDEN, "forbidden", "Not allowed", "Only another service of this system may do this.");
        }
    }
}
