package io.smartwms.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code wms}, in a project and with JDKs that only write down how they were called. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {

    private static final List<String> MODULES = List.of(
            "platform",
            "order",
            "deliveryOrder",
            "deliveryPicking",
            "deliveryPacking",
            "product",
            "stock",
            "customerCenter",
            "deliveryCenter",
            "gateway",
            "tools/launcher",
            "tools/harness",
            "tools/chaos",
            "tools/bench");

    private record Result(int code, String out, String err) {}

    @TempDir
    Path folder;

    private Path project;
    private Path calls;

    @BeforeEach
    void aProject() throws IOException {
        project = Files.createDirectories(folder.resolve("my project"));
        calls = folder.resolve("calls");
        Files.copy(Path.of("../../wms"), project.resolve("wms"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        for (String module : MODULES) {
            Path source = Files.createDirectories(project.resolve(module).resolve("src/main/java"));
            Files.writeString(source.resolve("Any.java"), "class Any {}");
            Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
        }
        executable(project.resolve("mvnw"), """
                #!/usr/bin/env bash
                echo "mvnw $JAVA_HOME: $*" >>"%s"
                [ -z "${BROKEN:-}" ] || { echo "[ERROR] Failed to execute goal: no network"; exit 7; }
                cd "$(dirname "$0")"
                for module in %s; do
                    case "$*" in *"!$module"*) continue ;; esac
                    mkdir -p $module/target
                    touch $module/target/${module#tools/}.jar
                    [ $module != tools/launcher ] || echo io/smartwms/launcher/cli/Wms.class >$module/target/launcher.jar
                    case "$*" in *-Pimages*) touch $module/target/$module-image.jar ;; esac
                    echo "$PWD/pom.xml" >$module/target/runtime.classpath
                done
                """.formatted(calls, String.join(" ", MODULES)));
        jdk("jdk-17", "17.0.15");
        jdk("jdk-25", "25.0.3");
        jdk("jdk-11", "11.0.1");
    }

    private void jdk(String name, String version) throws IOException {
        Path home = folder.resolve("jdks").resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), """
                #!/usr/bin/env bash
                case "$*" in *wms.check*frobnicate*) exit 2 ;; *wms.check*) exit 0 ;; esac
                echo "%s $*" >>"%s"
                """.formatted(name, calls));
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Result wms(Map<String, String> environment, String... words) throws Exception {
        return run(project.resolve("wms"), environment, words);
    }

    private Result run(Path script, Map<String, String> environment, String... words) throws Exception {
        Files.deleteIfExists(calls);
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString());
        builder.command().addAll(List.of(words));
        builder.directory(folder.toFile());
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("WMS_BUILD");
        builder.environment().put("WMS_JDKS", folder.resolve("jdks").toString());
        builder.environment().putAll(environment);
        return new Result(builder.start().waitFor(), Files.readString(out), Files.readString(err));
    }

    private List<String> calls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Test
    void newestJdkBuildsAndRunsFromAnywhereAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("my project/wms"));

        assertThat(run(link, Map.of(), "--data", "a b", "up").code()).isZero();

        assertThat(calls()).hasSize(2);
        assertThat(calls().get(0))
                .startsWith("mvnw " + folder.resolve("jdks/jdk-25"))
                .contains("-DskipTests")
                .endsWith(" install");
        assertThat(calls().get(1))
                .startsWith("jdk-25 ")
                .contains("-Dwms.root=" + project.toRealPath())
                .endsWith("io.smartwms.launcher.cli.Wms --data a b up");
    }

    @Test
    void javaHomeIsTakenIfItIsNewEnough() throws Exception {
        wms(Map.of("JAVA_HOME", folder.resolve("jdks/jdk-17").toString()), "up");
        assertThat(calls()).last().asString().startsWith("jdk-17 ").doesNotContain("native-access");

        wms(Map.of("JAVA_HOME", folder.resolve("jdks/jdk-11").toString()), "up");
        assertThat(calls()).last().asString().startsWith("jdk-25 ");
    }

    @Test
    void withoutAJdkThereIsOneSentence() throws Exception {
        Result result = wms(Map.of("WMS_JDKS", folder.resolve("none").toString()), "up");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).singleElement().asString().startsWith("wms: no JDK 17 or newer was found");
        assertThat(calls()).isEmpty();
    }

    @Test
    void buildsOnlyWhenSomethingChanged() throws Exception {
        wms(Map.of(), "up");

        wms(Map.of(), "up");
        assertThat(calls()).singleElement().asString().startsWith("jdk-25 ");

        Path source = project.resolve("stock/src/main/java/Any.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        wms(Map.of(), "status");
        assertThat(calls()).singleElement().asString().startsWith("jdk-25 ");
        wms(Map.of("WMS_BUILD", "never"), "up");
        assertThat(calls()).singleElement().asString().startsWith("jdk-25 ");
        wms(Map.of(), "start", "order");
        assertThat(calls()).hasSize(2).first().asString().startsWith("mvnw ");
    }

    @Test
    void launcherOfAnOlderReleaseIsBuiltAgain() throws Exception {
        wms(Map.of(), "up");
        Path launcher = project.resolve("target/wms/launcher.jar");

        for (String command : List.of("status", "up")) {
            Files.writeString(launcher, "io/smartwms/launcher/Wms.class");
            wms(Map.of(), command);
            assertThat(calls()).hasSize(2).first().asString().startsWith("mvnw ");
        }
    }

    @Test
    void missingJarIsBuiltAgain() throws Exception {
        wms(Map.of(), "up");
        Files.delete(project.resolve("gateway/target/gateway.jar"));

        wms(Map.of(), "up");

        assertThat(calls()).hasSize(2);
    }

    @Test
    void misspelledWordBuildsNothing() throws Exception {
        wms(Map.of(), "up");
        Files.delete(project.resolve("gateway/target/gateway.jar"));

        assertThat(wms(Map.of(), "up", "frobnicate").code()).isEqualTo(2);

        assertThat(calls()).isEmpty();
    }

    @Test
    void brokerBuildsNoService() throws Exception {
        wms(Map.of(), "broker");

        assertThat(calls()).hasSize(2).first().asString().contains("-pl platform,tools/launcher -am install");
    }

    @Test
    void onlyTheBenchmarkBuildsTheBenchmark() throws Exception {
        wms(Map.of(), "up");
        assertThat(calls().get(0)).startsWith("mvnw ").contains("!tools/bench");

        wms(Map.of(), "bench", "flow", "--rounds", "1");
        assertThat(calls()).hasSize(2);
        assertThat(calls().get(0)).startsWith("mvnw ").doesNotContain("!tools/bench");
        assertThat(calls().get(1)).endsWith("io.smartwms.bench.Bench flow --rounds 1");

        wms(Map.of(), "bench", "--help");
        assertThat(calls()).singleElement().asString().endsWith("io.smartwms.bench.Bench --help");
        wms(Map.of(), "up");
        assertThat(calls()).singleElement().asString().endsWith("io.smartwms.launcher.cli.Wms up");
    }

    @Test
    void imagesAreBuiltFromJarsOfTheirOwn() throws Exception {
        wms(Map.of(), "up");

        wms(Map.of(), "images", "--base", "some:25", "--tag", "1");
        assertThat(calls()).hasSize(2);
        assertThat(calls().get(0))
                .contains("-Pimages -pl order,")
                .contains(",gateway,tools/launcher -am install")
                .doesNotContain("chaos");
        assertThat(calls().get(1)).endsWith("io.smartwms.launcher.cli.Wms images --base some:25 --tag 1");

        wms(Map.of(), "images");
        assertThat(calls()).hasSize(1);

        Files.delete(project.resolve("gateway/target/gateway-image.jar"));
        wms(Map.of(), "images");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void failedBuildIsOneSentenceAndStartsNothing() throws Exception {
        Result result = wms(Map.of("BROKEN", "yes"), "up");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("no network").contains("wms: the build failed");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void testIsMavensVerifyWithItsExitCode() throws Exception {
        assertThat(wms(Map.of("BROKEN", "yes"), "test", "-Dtest=Foo").code()).isEqualTo(7);

        assertThat(calls())
                .singleElement()
                .asString()
                .endsWith("verify -Dtest=Foo")
                .doesNotContain("clean");
    }
}
