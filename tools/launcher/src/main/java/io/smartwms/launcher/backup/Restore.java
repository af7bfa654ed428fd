package io.smartwms.launcher.backup;

import io.smartwms.launcher.broker.Broker;
import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.process.WmsSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the data folder of a system from a {@link Backup}. It fills another folder next to it, and renames that when it is complete:
 * a restore that fails leaves nothing.
 */
public final class Restore {

    private final Path root;
    private final Installation installation;
    private final PrintStream out;
    private final PrintStream err;

    public Restore(Path root, Installation installation, PrintStream out, PrintStream err) {
        this.root = root;
        this.installation = installation;
        this.out = out;
        this.err = err;
    }

    /**
     * Restores the backup.
     *
     * @throws Failure the data folder is not empty or cannot be written, or the file is damaged or made by another release
     */
    public void from(Path file) {
        long begin = System.nanoTime();
        refuseWithoutEmptyFolder();
        Installation fresh = new Installation(
                root,
                installation.data().resolveSibling(installation.data().getFileName() + ".restoring"),
                installation.base());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Backup.Manifest manifest = manifest(zip, file);
            verify(zip);
            Folders.delete(fresh.data());
            unpack(zip, fresh.data());
            long events = fillTopic(zip, fresh, manifest);
            Files.deleteIfExists(installation.data());
            Files.move(fresh.data(), installation.data());
            out.printf(
                    Locale.ROOT,
                    "Restored %s, as it was at %s, to %s: %d events, %.1f s. Start it with: wms up --data %s%n",
                    file,
                    manifest.createdAt(),
                    installation.data(),
                    events,
                    (System.nanoTime() - begin) / 1e9,
                    installation.data());
        } catch (ZipException | JacksonException damaged) {
            throw new Failure(file + " is no backup, or not a whole one; nothing was restored.", damaged);
        } catch (IOException e) {
            throw new Failure(file + " could not be restored (" + Failure.reason(e) + "); nothing is left of it.", e);
        } finally {
            Folders.delete(fresh.data());
        }
    }

    private void refuseWithoutEmptyFolder() {
        if (!Files.exists(installation.data())) {
            return;
        }
        try (Stream<Path> files = Files.list(installation.data())) {
            if (files.findAny().isPresent()) {
                throw new Failure(installation.data()
                        + " is not empty; a backup is restored into a new folder: wms restore FILE" + " --data FOLDER");
            }
        } catch (IOException e) {
            throw new Failure(installation.data() + " cannot be read (" + Failure.reason(e) + ").", e);
        }
    }

    private static Backup.Manifest manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(Backup.MANIFEST);
        if (entry == null) {
            throw new ZipException("no manifest");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Backup.Manifest manifest = new JsonMapper().readValue(in, Backup.Manifest.class);
            if (manifest.format() != Backup.FORMAT) {
                throw new Failure(file + " was made by another release (format " + manifest.format() + ", not "
                        + Backup.FORMAT + "); restore it with that one.");
            }
            return manifest;
        }
    }

    /** Reads everything once, so that the checksums are verified before anything is written. */
    private static void verify(ZipFile zip) throws IOException {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            try (InputStream in = zip.getInputStream(entry)) {
                in.skipNBytes(entry.getSize());
                if (in.read() >= 0) {
                    throw new ZipException("longer than its size: " + entry.getName());
                }
            }
        }
    }

    private static void unpack(ZipFile zip, Path data) throws IOException {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (name.equals(Backup.MANIFEST) || name.equals(Backup.TOPIC)) {
                continue;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                if (name.equals("internal-key")) {
                    copy(in, data.resolve(name), data);
                    if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
                        Files.setPosixFilePermissions(data.resolve(name), PosixFilePermissions.fromString("rw-------"));
                    }
                } else if (name.endsWith("/h2.zip")) {
                    unpackH2(in, data);
                } else {
                    Path file = Path.of(name).getFileName();
                    copy(in, data.resolve("hsqldb").resolve(file), data);
                }
            }
        }
    }

    /** The copy that H2 makes is a ZIP file itself. */
    private static void unpackH2(InputStream in, Path data) throws IOException {
        ZipInputStream files = new ZipInputStream(in);
        for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
            copy(files, data.resolve("h2").resolve(Path.of(file.getName()).getFileName()), data);
        }
    }

    private static void copy(InputStream in, Path to, Path data) throws IOException {
        if (!to.normalize().startsWith(data)) {
            throw new ZipException("a name outside of the data folder: " + to);
        }
        Files.createDirectories(to.getParent());
        Files.copy(in, to);
    }

    private long fillTopic(ZipFile zip, Installation fresh, Backup.Manifest manifest) throws IOException {
        List<Component> broker = List.of(Component.BROKER);
        String address = Component.BROKER.url(fresh);
        WmsSystem system = new WmsSystem(fresh, out, err);
        system.up(broker, false);
        try (InputStream in = zip.getInputStream(zip.getEntry(Backup.TOPIC));
                Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            long events = TopicFile.read(address, Broker.TOPIC, in);
            for (Map.Entry<String, Map<Integer, Long>> group :
                    manifest.offsets().entrySet()) {
                Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                group.getValue()
                        .forEach((partition, offset) -> offsets.put(
                                new TopicPartition(Broker.TOPIC, partition), new OffsetAndMetadata(offset)));
                if (!offsets.isEmpty()) {
                    admin.alterConsumerGroupOffsets(group.getKey(), offsets)
                            .all()
                            .get();
                }
            }
            return events;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("the broker does not take the offsets: " + Failure.rootMessage(e), e);
        } finally {
            system.down(broker);
        }
    }
}
