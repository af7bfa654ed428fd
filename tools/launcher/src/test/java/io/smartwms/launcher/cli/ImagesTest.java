package io.smartwms.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How builders of images are chosen and called: they stand outside of the project, and here only write down the call. */
@DisabledOnOs(OS.WINDOWS)
class ImagesTest {

    private static final List<Component> TWO = Component.SYSTEM.stream()
            .filter(component -> List.of("order", "deliveryOrder").contains(component.name()))
            .toList();

    @TempDir
    Path root;

    private Path bin;
    private Path calls;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void jarsOfTwo() throws IOException {
        bin = Files.createDirectories(root.resolve("bin"));
        calls = root.resolve("calls");
        for (Component component : TWO) {
            Path target = Files.createDirectories(root.resolve(component.name() + "/target"));
            Files.writeString(target.resolve(component.name() + "-image.jar"), "");
        }
    }

    /** @param failing the word that it does not do */
    private void builder(String name, String failing) throws IOException {
        Path program = bin.resolve(name);
        Files.writeString(program, """
                #!/bin/sh
                echo "%s $*" >>"%s"
                [ "$1" != "%s" ] || { echo "first line"; echo "the %s says no"; exit 1; }
                case $1 in images) echo "123 MB" ;; esac
                """.formatted(name, calls, failing, name));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private void build(String base, String registry, String tag) {
        build(base, registry, tag, null);
    }

    private void build(String base, String registry, String tag, Path archives) {
        new Images(root, List.of(root.resolve("no such folder"), bin), printer(out), printer(err))
                .build(TWO, base, registry, tag, archives);
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private List<String> calls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Test
    void eachImageIsBuiltFromItsJarUnderALowerCaseName() throws IOException {
        builder("docker", "nothing");

        build(null, "smart-wms", "dev");

        String rest = " --file " + root.resolve("Dockerfile") + " " + root;
        assertThat(calls())
                .containsExactly(
                        "docker info",
                        "docker build --build-arg MODULE=order --build-arg JARS=prebuilt --tag smart-wms/order:dev"
                                + rest,
                        "docker images --format {{.Size}} smart-wms/order:dev",
                        "docker build --build-arg MODULE=deliveryOrder --build-arg JARS=prebuilt"
                                + " --tag smart-wms/deliveryorder:dev" + rest,
                        "docker images --format {{.Size}} smart-wms/deliveryorder:dev");
        assertThat(out.toString())
                .contains("Building images with docker")
                .containsPattern("deliveryOrder +\\d+\\.\\d s +123 MB +smart-wms/deliveryorder:dev");
    }

    @Test
    void baseRegistryAndTagReachTheBuilder() throws IOException {
        builder("podman", "nothing");

        build("localhost/temurin:25", "registry.example:5000/wms/", "1.2");

        assertThat(calls().get(1))
                .contains("--build-arg BASE=localhost/temurin:25 ")
                .contains("--tag registry.example:5000/wms/order:1.2 ");
    }

    /** Left alone they would call it {@code localhost/smart-wms/order:dev}. */
    @ParameterizedTest
    @ValueSource(strings = {"podman", "buildah"})
    void imagesHaveTheNameThatManifestsMeanWhateverBuiltThem(String name) throws IOException {
        builder(name, "nothing");

        build(null, "smart-wms", "dev");
        build(null, "localhost/mine", "dev");
        build(null, "registry.example/wms", "dev");
        build(null, "machine:5000/wms", "dev");

        assertThat(calls())
                .filteredOn(call -> call.contains("MODULE=order "))
                .extracting(call -> call.replaceFirst(".* --tag (\\S+) .*", "$1"))
                .containsExactly(
                        "docker.io/smart-wms/order:dev",
                        "localhost/mine/order:dev",
                        "registry.example/wms/order:dev",
                        "machine:5000/wms/order:dev");
        assertThat(out.toString()).contains(" smart-wms/order:dev");
    }

    @ParameterizedTest
    @CsvSource({
        "docker, save --output FILE smart-wms/order:dev",
        "podman, save --format docker-archive --output FILE docker.io/smart-wms/order:dev",
        "buildah, push docker.io/smart-wms/order:dev docker-archive:FILE:docker.io/smart-wms/order:dev"
    })
    void imagesAreWrittenToFilesForAClusterThatHasNoRegistry(String name, String call) throws IOException {
        builder(name, "nothing");
        Path archives = root.resolve("a folder/archives");
        Files.createDirectories(archives);
        Files.writeString(archives.resolve("order.tar"), "of yesterday");

        build(null, "smart-wms", "dev", archives);

        Path file = archives.resolve("order.tar");
        assertThat(calls()).contains(name + " " + call.replace("FILE", file.toString()));
        assertThat(file).doesNotExist();
        assertThat(out.toString()).contains("Written to " + archives);
    }

    @Test
    void builderThatDoesNotAnswerIsPassedOver() throws IOException {
        builder("docker", "info");
        builder("podman", "nothing");
        builder("buildah", "nothing");

        build(null, "smart-wms", "dev");

        assertThat(calls()).filteredOn(call -> call.contains(" build ")).allMatch(call -> call.startsWith("podman "));
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "BUILDAH_ISOLATION", matches = ".+")
    void buildahNeedsNothingOfItsSurroundings() throws IOException {
        builder("buildah", "nothing");

        build(null, "smart-wms", "dev");

        assertThat(calls().get(1)).startsWith("buildah build --isolation chroot ");
    }

    @Test
    void withoutABuilderThereIsOneSentenceThatSaysWhatToInstall() throws IOException {
        assertThatThrownBy(() -> build(null, "smart-wms", "dev"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("install docker, podman or buildah")
                .hasMessageNotContaining("Tried");

        builder("docker", "info");
        assertThatThrownBy(() -> build(null, "smart-wms", "dev"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("install docker, podman or buildah")
                .hasMessageEndingWith("Tried: " + bin.resolve("docker") + ": the docker says no");
    }

    @Test
    void failedBuildShowsWhatTheBuilderSaidAndEndsTheRest() throws IOException {
        builder("docker", "build");

        assertThatThrownBy(() -> build(null, "smart-wms", "dev"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("smart-wms/order:dev")
                .hasMessageContaining(root.resolve("target/wms/image-order.log").toString());

        assertThat(err.toString()).contains("| first line").contains("| the docker says no");
        assertThat(calls()).noneMatch(call -> call.contains("MODULE=deliveryOrder"));
    }

    @Test
    void missingJarIsOneSentenceBeforeAnythingIsBuilt() throws IOException {
        builder("docker", "nothing");
        Files.delete(root.resolve("deliveryOrder/target/deliveryOrder-image.jar"));

        assertThatThrownBy(() -> build(null, "smart-wms", "dev"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("deliveryOrder is not built: run ./mvnw -Pimages");

        assertThat(calls()).isEmpty();
    }
}
