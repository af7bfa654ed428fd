package io.smartwms.launcher.backup;

import io.smartwms.launcher.broker.Broker;
import io.smartwms.launcher.http.JsonClient;
import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;

/**
 * Copies a running system into one file (docs/adr/0017). All services pause their changes; meanwhile each copies its database, and
 * the end offsets of the topic are read. Then they resume, and the records up to these offsets are copied. So the copies are of one
 * moment, and the topic has every event that any of them has published.
 */
public final class Backup {

    static final int FORMAT = 1;
    static final String MANIFEST = "manifest.json";
    static final String TOPIC = "topic.records";

    private final Installation installation;
    private final List<Component> services;
    private final PrintStream out;
    private final JsonClient http = new JsonClient(Duration.ofSeconds(40));

    /** @param services all services of the system, which must be running */
    public Backup(Installation installation, List<Component> services, PrintStream out) {
        this.installation = installation;
        this.services = services;
        this.out = out;
    }

    /**
     * The description of a backup in its file.
     *
     * @param ends the end offset of each partition
     * @param offsets for each consumer group the offset of each partition up to which it has handled the events
     */
    record Manifest(int format, Instant createdAt, Map<Integer, Long> ends, Map<String, Map<Integer, Long>> offsets) {}

    /**
     * Writes the backup.
     *
     * @throws Failure the file exists or cannot be written, a service does not answer or cannot pause, or the copies took longer
     *     than the services can pause; then there is no file, and all services go on
     */
    public void to(Path file) {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new Failure(target + " exists already; give the backup another name.");
        }
        long begin = System.nanoTime();
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker()))) {
            Files.createDirectories(target.getParent());
            // Once before the pause, so that the pause does not include connecting.
            manifest(admin);
            long pause = System.nanoTime();
            Manifest manifest = copyAllAtOneMoment(admin);
            double paused = (System.nanoTime() - pause) / 1e9;
            long events = pack(manifest, unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            out.printf(
                    Locale.ROOT,
                    "Backed up to %s: %.1f MB, %d events, %.1f s; requests waited for up to %.1f s of them.%n",
                    target,
                    Files.size(target) / 1e6,
                    events,
                    (System.nanoTime() - begin) / 1e9,
                    paused);
        } catch (IOException e) {
            throw new Failure("The backup could not be written (" + Failure.reason(e) + ").", e);
        } finally {
            Folders.delete(copies());
            deleteQuietly(unfinished);
        }
    }

    private Manifest copyAllAtOneMoment(Admin admin) throws IOException {
        try {
            for (Component service : services) {
                if (!ask(service, "pause", "paused")) {
                    throw new Failure(service.name() + " is busy with another backup, or could not pause in time;"
                            + " try again.");
                }
            }
            for (Component service : services) {
                ask(service, "copy", "paused");
            }
            Manifest manifest = manifest(admin);
            for (Component service : services) {
                if (!ask(service, "resume", "lasted")) {
                    throw new Failure("The copies took longer than " + service.name() + " could pause; try again with"
                            + " less load.");
                }
            }
            return manifest;
        } catch (IOException | RuntimeException failure) {
            services.forEach(this::resumeQuietly);
            throw failure;
        }
    }

    private boolean ask(Component service, String step, String answer) {
        String url = service.url(installation) + "/actuator/backup/" + step;
        try {
            JsonClient.Answer answered = http.post(url, null);
            if (!answered.ok()) {
                throw new Failure(service.name() + " cannot be backed up (" + answered.status() + "): "
                        + answered.body().path("detail").asString("see its log"));
            }
            return answered.body().path(answer).asBoolean();
        } catch (IOException noAnswer) {
            throw new Failure(
                    service.name() + " does not answer at " + url
                            + "; a backup is made of a system that runs: wms up --detach",
                    noAnswer);
        }
    }

    /** Without this request it resumes by itself, a little later. */
    private void resumeQuietly(Component service) {
        try {
            http.post(service.url(installation) + "/actuator/backup/resume", null);
        } catch (IOException gone) {
            out.println("  " + service.name() + " does not answer any more");
        }
    }

    private Manifest manifest(Admin admin) throws IOException {
        try {
            List<TopicPartition> partitions = IntStream.range(0, Broker.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(Broker.TOPIC, number))
                    .toList();
            Map<Integer, Long> ends = new TreeMap<>();
            admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
            Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
            for (Component service : services) {
                Map<Integer, Long> handled = new TreeMap<>();
                admin.listConsumerGroupOffsets(service.name())
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .forEach((partition, offset) -> {
                            if (partition.topic().equals(Broker.TOPIC) && offset != null) {
                                handled.put(partition.partition(), offset.offset());
                            }
                        });
                offsets.put(service.name(), handled);
            }
            return new Manifest(FORMAT, Instant.now(), ends, offsets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("the broker does not answer: " + Failure.rootMessage(e), e);
        }
    }

    /** As a ZIP file: it has a checksum of each entry and its directory at the end, so a truncated file is detected. */
    private long pack(Manifest manifest, Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(new JsonMapper().writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            try (Stream<Path> files = Files.walk(copies())) {
                for (Path copy : files.filter(Files::isRegularFile).sorted().toList()) {
                    zip.putNextEntry(
                            new ZipEntry(copies().relativize(copy).toString().replace('\\', '/')));
                    Files.copy(copy, zip);
                    zip.closeEntry();
                }
            }
            Path key = installation.data().resolve("internal-key");
            if (Files.exists(key)) {
                zip.putNextEntry(new ZipEntry("internal-key"));
                Files.copy(key, zip);
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry(TOPIC));
            Map<TopicPartition, Long> ends = manifest.ends().entrySet().stream()
                    .collect(Collectors.toMap(
                            end -> new TopicPartition(Broker.TOPIC, end.getKey()), Map.Entry::getValue));
            long events = TopicFile.write(broker(), ends, zip);
            zip.closeEntry();
            return events;
        }
    }

    /** The folder to which each service writes its copy. */
    private Path copies() {
        return installation.data().resolve("backup");
    }

    private String broker() {
        return Component.BROKER.url(installation);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // Its name says that it is unfinished.
        }
    }
}
