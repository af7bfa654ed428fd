package io.smartwms.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.jvm.DummyJars;
import io.smartwms.launcher.jvm.Jars;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WmsSystemTest {

    private static final Component STOCK = Dummy.component("stock", 1, "works");
    private static final Component ORDER = Dummy.component("order", 2, "works");
    private static final Component PRODUCT = Dummy.component("product", 3, "works");
    private static final Component GATEWAY = Dummy.component("gateway", 0, "works");

    @TempDir
    Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Installation installation;

    @BeforeAll
    static void waitLongEnough() {
        Awaitility.setDefaultTimeout(TestSupport.TIMEOUT);
    }

    @BeforeEach
    void choosePorts() {
        installation = new Installation(root, root.resolve("the data"), TestSupport.freeBase(10));
    }

    @AfterEach
    void nothingIsLeftRunning() {
        List<Component> all = List.of(STOCK, ORDER, PRODUCT, GATEWAY);
        system(all).down(all);
    }

    private WmsSystem system(List<Component> components) {
        return system(components, TestSupport.TIMEOUT, TestSupport.TIMEOUT);
    }

    private WmsSystem system(List<Component> components, Duration startLimit, Duration stopLimit) {
        return system(components, Dummy.jars(installation, components), startLimit, stopLimit);
    }

    private WmsSystem system(List<Component> components, Jars jars) {
        return system(components, jars, TestSupport.TIMEOUT, TestSupport.TIMEOUT);
    }

    private WmsSystem system(List<Component> components, Jars jars, Duration startLimit, Duration stopLimit) {
        return new WmsSystem(
                installation,
                components,
                jars,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                startLimit,
                stopLimit);
    }

    private List<String> running(WmsSystem system) {
        return system.status().stream()
                .filter(WmsSystem.Status::running)
                .map(status -> status.component().name())
                .toList();
    }

    private long pid(Component component) {
        return PidFile.read(installation.pidFile(component)).orElseThrow().pid();
    }

    @Test
    void upMakesAllReadyAndDownStopsTheGatewayFirst() {
        List<Component> all = List.of(STOCK, ORDER, GATEWAY);
        WmsSystem system = system(all);

        system.up(all, false);

        assertThat(system.status()).allMatch(WmsSystem.Status::ready);
        assertThat(out.toString()).contains("stock", "order", "gateway", "ready");
        assertThat(Logs.tail(installation.log(STOCK), 5))
                .singleElement()
                .asString()
                .contains(
                        "--wms.data=" + installation.data(),
                        "--wms.services.order=http://localhost:" + ORDER.port(installation.base()));

        out.reset();
        system.down(all);

        assertThat(running(system)).isEmpty();
        assertThat(out.toString().lines().findFirst().orElseThrow())
                .contains("gateway")
                .contains("stopped");
        assertThat(installation.pidFile(STOCK)).doesNotExist();
    }

    @Test
    void upOnARunningSystemStartsOnlyWhatIsMissing() {
        List<Component> all = List.of(STOCK, ORDER);
        system(all).up(all, false);
        long stock = pid(STOCK);
        long order = pid(ORDER);
        ProcessHandle killed = ProcessHandle.of(order).orElseThrow();
        killed.destroyForcibly();
        await().until(() -> PidFile.read(installation.pidFile(ORDER))
                .orElseThrow()
                .process()
                .isEmpty());

        system(all).up(all, false);

        assertThat(pid(STOCK)).isEqualTo(stock);
        assertThat(pid(ORDER)).isNotEqualTo(order);
        assertThat(out.toString()).contains("already running");
    }

    @Test
    void servicesThatShareAProcessStartAndStopTogetherAndLogApart() {
        List<Component> all = List.of(STOCK, ORDER, GATEWAY);
        WmsSystem system = system(all);

        system.up(all, true);

        assertThat(system.status()).allMatch(WmsSystem.Status::ready);
        assertThat(pid(STOCK)).isEqualTo(pid(ORDER)).isNotEqualTo(pid(GATEWAY));
        for (Component service : List.of(STOCK, ORDER)) {
            assertThat(Logs.tail(installation.log(service), 5))
                    .singleElement()
                    .asString()
                    .contains("logged by " + service.port(installation.base()));
        }

        assertThatThrownBy(() -> system.down(List.of(STOCK)))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("stock shares a process with order and cannot be stopped alone");
        assertThat(system.status()).allMatch(WmsSystem.Status::ready);

        system.down(all);
        assertThat(running(system)).isEmpty();
    }

    @Test
    void upReplacesAKilledProcessThatServicesShared() {
        List<Component> all = List.of(STOCK, ORDER);
        system(all).up(all, true);
        long shared = pid(STOCK);
        ProcessHandle.of(shared).orElseThrow().destroyForcibly();
        await().until(() -> running(system(all)).isEmpty());

        system(all).up(all, true);

        assertThat(pid(STOCK)).isEqualTo(pid(ORDER)).isNotEqualTo(shared);
    }

    @Test
    void serviceThatEndsInASharedProcessIsReported() {
        List<Component> all =
                List.of(Dummy.component("stock", 1, "ends at once"), Dummy.component("order", 2, "ends at once"));

        assertThatThrownBy(() -> system(all).up(all, true))
                .isInstanceOf(Failure.class)
                .hasMessageEndingWith(
                        "ended while it was starting (exit code 3); its log is " + installation.log("services") + ".");

        assertThat(err.toString()).contains("the table is missing");
        assertThat(running(system(all))).isEmpty();
    }

    @Test
    void componentThatEndsWhileStartingIsReportedAndTheRestIsStopped() {
        Component broken = Dummy.component("order", 2, "ends at once");
        List<Component> all = List.of(STOCK, broken);
        WmsSystem system = system(all);

        assertThatThrownBy(() -> system.up(all, false))
                .isInstanceOf(Failure.class)
                .hasMessage("order ended while it was starting (exit code 3); its log is " + installation.log(broken)
                        + ".");

        assertThat(err.toString()).isEqualToIgnoringNewLines("  | the table is missing");
        assertThat(running(system)).isEmpty();
    }

    @Test
    void failureStopsOnlyWhatThisCallStarted() {
        system(List.of(STOCK)).up(List.of(STOCK), false);
        List<Component> all = List.of(STOCK, Dummy.component("order", 2, "ends at once"));
        WmsSystem system = system(all);

        assertThatThrownBy(() -> system.up(all, false)).isInstanceOf(Failure.class);

        assertThat(running(system)).containsExactly("stock");
    }

    @Test
    void componentThatNeverBecomesReadyIsAFailure() {
        List<Component> all = List.of(Dummy.component("order", 2, "never ready"));
        WmsSystem system = system(all, Duration.ofSeconds(2), TestSupport.TIMEOUT);

        assertThatThrownBy(() -> system.up(all, false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("order did not become ready within 2 s")
                .hasMessageContaining(installation.log(ORDER).toString());
        assertThat(running(system)).isEmpty();
    }

    @Test
    void takenPortIsNamedWithItsComponentAndOwnerBeforeAnythingStarts() throws IOException {
        List<Component> all = List.of(STOCK, ORDER);
        try (ServerSocket other = new ServerSocket(ORDER.port(installation.base()))) {
            assertThatThrownBy(() -> system(all).up(all, false))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " (order) is taken by process "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("not part of this system");
        }
        assertThat(out.toString()).isEmpty();
        assertThat(installation.log(STOCK)).doesNotExist();
    }

    @Test
    void folderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(installation.data(), "a file where the folder should be");

        assertThatThrownBy(() -> system(List.of(STOCK)).up(List.of(STOCK), false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("The data folder " + installation.data() + " cannot be written");
        Files.delete(installation.data());
    }

    @Test
    void secondUpIsRefusedWhileTheFirstRunsAndCancelStopsTheFirst() {
        List<Component> all = List.of(STOCK, Dummy.component("order", 2, "never ready"));
        WmsSystem first = system(all);
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> first.up(all, false));
        await().until(() -> Files.exists(installation.pidFile(ORDER)));

        assertThatThrownBy(() -> system(all).up(all, false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Another wms command (process "
                        + ProcessHandle.current().pid() + ") is starting or stopping the system");
        assertThat(work).isNotDone();

        first.cancel();

        assertThatThrownBy(work::join).isInstanceOf(CompletionException.class).hasRootCauseInstanceOf(Failure.class);
        assertThat(running(first)).isEmpty();
    }

    @Test
    void componentThatDoesNotStopIsKilled() {
        List<Component> all = List.of(Dummy.component("order", 2, "does not stop"));
        WmsSystem system = system(all, TestSupport.TIMEOUT, Duration.ofSeconds(1));
        system.up(all, false);

        system.down(all);

        assertThat(out.toString()).contains("killed: it did not stop within 1 s");
        assertThat(running(system)).isEmpty();
    }

    @Test
    void restartGivesAFreshProcess() {
        system(List.of(STOCK)).up(List.of(STOCK), false);
        long before = pid(STOCK);

        system(List.of(STOCK)).restart(STOCK);

        assertThat(pid(STOCK)).isNotEqualTo(before);
    }

    @Test
    void firstUpStartsTwiceAndLaterStartsUseTheStartCaches() throws IOException {
        List<Component> all = List.of(STOCK, ORDER, PRODUCT, GATEWAY);
        WmsSystem system = system(all, DummyJars.of(installation, all, Dummy.packed(root)));

        system.up(all, true);

        assertThat(out.toString()).containsOnlyOnce("start caches").containsOnlyOnce("gateway          ready");
        assertThat(caches()).hasSize(2).allSatisfy(cache -> assertThat(cache).isNotEmptyFile());
        assertThat(system.status()).allMatch(WmsSystem.Status::ready);
        String gatewayCache = caches().get(0).toString();
        String servicesCache = caches().get(1).toString();
        assertThat(starts("gateway")).singleElement().asString().contains(gatewayCache);
        assertThat(starts("gateway.training")).singleElement().asString().doesNotContain(gatewayCache);

        out.reset();
        system.restart(GATEWAY);
        system.down(all);
        system.up(all, true);

        assertThat(out.toString()).doesNotContain("start caches");
        assertThat(starts("gateway")).hasSize(3).allMatch(line -> line.contains(gatewayCache));
        assertThat(starts("services")).hasSize(6).allMatch(line -> line.contains(servicesCache));
    }

    /** A JVM makes no cache for a class path with folders on it. */
    @Test
    void cachesThatCannotBeMadeAreNotTriedAgain() throws IOException {
        List<Component> all = List.of(STOCK, ORDER, PRODUCT, GATEWAY);
        WmsSystem system = system(all);

        system.up(all, true);
        assertThat(caches()).hasSize(2).allSatisfy(cache -> assertThat(cache).isEmptyFile());
        system.down(all);
        out.reset();
        system.up(all, true);

        assertThat(out.toString()).doesNotContain("start caches");
        assertThat(starts("gateway")).hasSize(2).noneMatch(line -> line.contains(".cache"));
    }

    @Test
    void servicesOfTheirOwnShareAnArchiveOfWhatTheyHaveInCommon() throws IOException {
        Component packing = Dummy.component("deliveryPacking", 4, "works");
        List<Component> all = List.of(STOCK, ORDER, PRODUCT, packing);
        List<String> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*(logback|slf4j).*\\.jar"))
                .toList();
        for (Component service : all) {
            Path file = root.resolve(service.name()).resolve("target/runtime.classpath");
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join(File.pathSeparator, libraries));
        }
        List<String> classPath = new ArrayList<>(libraries);
        classPath.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        WmsSystem system = system(all, DummyJars.of(installation, all, classPath));

        system.up(all, false);

        assertThat(out.toString()).containsOnlyOnce("class archive    made");
        Path archive;
        try (Stream<Path> files = Files.list(root.resolve("target/wms"))) {
            archive = files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(archive).isNotEmptyFile();
        // The one that it was made from could not use it yet.
        assertThat(starts("deliveryPacking")).singleElement().asString().doesNotContain("SharedArchiveFile");
        assertThat(starts("stock")).singleElement().asString().contains("-XX:SharedArchiveFile=" + archive);

        out.reset();
        system.down(all);
        system.up(all, false);
        system.down(all);

        assertThat(out.toString()).doesNotContain("class archive");
        assertThat(starts("deliveryPacking")).hasSize(2);
        assertThat(starts("deliveryPacking").get(1)).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void restartMakesNoStartCaches() {
        WmsSystem system = system(List.of(GATEWAY));

        system.restart(GATEWAY);

        assertThat(out.toString()).contains("gateway").doesNotContain("start caches");
    }

    /** The lines that dummies print when they start. */
    private List<String> starts(String log) throws IOException {
        return Files.readAllLines(installation.log(log)).stream()
                .filter(line -> line.startsWith("up "))
                .toList();
    }

    private List<Path> caches() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("target/wms"))) {
            return files.filter(file -> file.toString().endsWith(".cache"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void watchDistinguishesAnUnexpectedEndFromAStop() {
        List<Component> all = List.of(STOCK, ORDER);
        WmsSystem system = system(all);
        system.up(all, false);
        CompletableFuture<Boolean> watching = CompletableFuture.supplyAsync(system::watch);
        await().until(() -> watching.getNumberOfDependents() == 0);

        ProcessHandle.of(pid(ORDER)).orElseThrow().destroyForcibly();
        await().until(() -> err.toString().contains("order ended unexpectedly; its log is " + installation.log(ORDER)));
        system(all).down(List.of(STOCK));

        assertThat(watching.join()).isFalse();
        assertThat(out.toString()).contains("stock was stopped");
    }
}
