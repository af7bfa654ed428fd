package io.smartwms.launcher.cli;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.process.Logs;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Builds container images of the services and the gateway from the jars that are built already: the builder needs a network only to
 * load a base image.
 */
final class Images {

    /** The programs that can build images, the most common first. */
    private static final List<String> BUILDERS = List.of("docker", "podman", "buildah");

    private final Path root;
    private final List<Path> path;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param root the project's folder
     * @param path the folders that are searched for a builder
     */
    Images(Path root, List<Path> path, PrintStream out, PrintStream err) {
        this.root = root.toAbsolutePath().normalize();
        this.path = path;
        this.out = out;
        this.err = err;
    }

    /** Such as {@code smart-wms/deliveryorder:dev}: image names have no capital letters. */
    static String name(Component component, String registry, String tag) {
        return registry.replaceAll("/+$", "") + "/" + component.name().toLowerCase(Locale.ROOT) + ":" + tag;
    }

    /**
     * The name with its host. To a cluster and to docker, a name without a host is one of Docker Hub; podman and buildah would add
     * {@code localhost/}, which is in no manifest.
     */
    private static String qualified(Path builder, String image) {
        boolean hasHost = image.matches("(localhost|[^/]*[.:][^/]*)/.*");
        return builder.endsWith("docker") || hasHost ? image : "docker.io/" + image;
    }

    /**
     * Builds one image after the other and stops at the first that fails.
     *
     * @param base the image with the JVM, or null for the Dockerfile's own
     * @param archives the folder to which each image is written as a file too, or null
     * @throws Failure no builder answers, a jar is missing, or the builder failed
     */
    void build(
            List<Component> components, @Nullable String base, String registry, String tag, @Nullable Path archives) {
        for (Component component : components) {
            Path jar = root.resolve(component.name() + "/target/" + component.name() + "-image.jar");
            if (!Files.exists(jar)) {
                throw new Failure(
                        component.name() + " is not built: run ./mvnw -Pimages -DskipTests package in " + root + ".");
            }
        }
        Path builder = builder();
        out.println("Building images with " + builder.getFileName() + " …");
        for (Component component : components) {
            long begin = System.nanoTime();
            String image = name(component, registry, tag);
            build(builder, component, base, qualified(builder, image));
            String size = size(builder, qualified(builder, image));
            if (archives != null) {
                save(builder, component, qualified(builder, image), archives);
            }
            out.printf(
                    Locale.ROOT,
                    "  %-16s %5.1f s  %8s  %s%n",
                    component.name(),
                    (System.nanoTime() - begin) / 1e9,
                    size,
                    image);
        }
        if (archives != null) {
            out.println("Written to " + archives + ".");
        }
    }

    private void save(Path builder, Component component, String image, Path archives) {
        Path file = archives.resolve(component.name().toLowerCase(Locale.ROOT) + ".tar");
        try {
            Files.createDirectories(archives);
            // Podman and buildah fail if the file exists.
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("The image " + image + " could not be written (" + Failure.reason(e) + ").", e);
        }
        outputOf(
                builder,
                switch (builder.getFileName().toString()) {
                    case "buildah" -> List.of("push", image, "docker-archive:" + file + ":" + image);
                    case "podman" -> List.of("save", "--format", "docker-archive", "--output", file.toString(), image);
                    default -> List.of("save", "--output", file.toString(), image);
                });
    }

    private void build(Path builder, Component component, @Nullable String base, String image) {
        Path log = root.resolve("target/wms/image-" + component.name() + ".log");
        List<String> words = new ArrayList<>(List.of("build"));
        if (builder.endsWith("buildah")) {
            // The isolation that works in a container too; BUILDAH_ISOLATION chooses another one.
            if (System.getenv("BUILDAH_ISOLATION") == null) {
                words.addAll(List.of("--isolation", "chroot"));
            }
            words.add("--layers");
        }
        words.addAll(List.of("--build-arg", "MODULE=" + component.name(), "--build-arg", "JARS=prebuilt"));
        if (base != null) {
            words.addAll(List.of("--build-arg", "BASE=" + base));
        }
        words.addAll(
                List.of("--tag", image, "--file", root.resolve("Dockerfile").toString(), root.toString()));
        try {
            Files.createDirectories(log.getParent());
            if (run(builder, words, log) != 0) {
                Logs.tail(log, 15).forEach(line -> err.println("  | " + line));
                throw new Failure("The image " + image + " could not be built; the output of " + builder.getFileName()
                        + " is in " + log + ".");
            }
        } catch (IOException e) {
            throw new Failure("The image " + image + " could not be built (" + Failure.reason(e) + ").", e);
        }
    }

    private String size(Path builder, String image) {
        return outputOf(builder, List.of("images", "--format", "{{.Size}}", image))
                .strip();
    }

    /** The first that is installed and answers: a Docker client may have no daemon. */
    private Path builder() {
        List<String> unusable = new ArrayList<>();
        for (String name : BUILDERS) {
            for (Path folder : path) {
                Path program = folder.resolve(name);
                if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                    try {
                        outputOf(program, List.of("info"));
                        return program;
                    } catch (Failure noAnswer) {
                        unusable.add(noAnswer.getMessage());
                    }
                    break;
                }
            }
        }
        throw new Failure(
                "No program that builds images was found: install docker, podman or buildah (on Debian: apt install"
                        + " buildah)." + (unusable.isEmpty() ? "" : " Tried: " + String.join("; ", unusable)));
    }

    /** @throws Failure with the last line of its output, when it ended with an error */
    private String outputOf(Path program, List<String> words) {
        try {
            Path file = Files.createTempFile("wms", ".out");
            try {
                int code = run(program, words, file);
                String text = Files.readString(file, StandardCharsets.UTF_8);
                if (code != 0) {
                    String last = text.lines().reduce((first, second) -> second).orElse("exit code " + code);
                    throw new Failure(program + ": " + last);
                }
                return text;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new Failure(program + ": " + Failure.reason(e), e);
        }
    }

    private static int run(Path program, List<String> words, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Docker's older builder would also build stages that are not used.
        builder.environment().put("DOCKER_BUILDKIT", "1");
        try {
            return builder.start().waitFor();
        } catch (InterruptedException e) {
            throw Failure.interrupted(e);
        }
    }
}
