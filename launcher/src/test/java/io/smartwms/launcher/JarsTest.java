package io.smartwms.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {

    private static final Component BROKER = named("broker");
    private static final Component STOCK = named("stock");
    private static final Component GATEWAY = named("gateway");

    @TempDir
    Path root;

    private Jars jars;

    @BeforeEach
    void build() throws IOException {
        jars = new Jars(new Site(root, root.resolve("data"), 8080), List.of(BROKER, named("order"), STOCK, GATEWAY));
        built("order", "/m2/rx.jar", "/m2/spring.jar");
        built("stock", "/m2/h2.jar", "/m2/spring.jar");
        built(
                "gateway",
                root.resolve("platform/target/platform-1.0.0-SNAPSHOT.jar").toString(),
                "/m2/netty.jar");
    }

    private static Component named(String name) {
        return Component.named(name, Component.SYSTEM).orElseThrow();
    }

    private void built(String name, String... libraries) throws IOException {
        Path target = Files.createDirectories(root.resolve(name).resolve("target"));
        Files.writeString(target.resolve(name + "-1.0.0-SNAPSHOT.jar"), "");
        Files.writeString(target.resolve("runtime.classpath"), String.join(File.pathSeparator, libraries));
        Path platform = Files.createDirectories(root.resolve("platform/target"));
        Files.writeString(platform.resolve("platform-1.0.0-SNAPSHOT.jar"), "");
    }

    private List<String> classPath(Component component) {
        return List.of(jars.classPath(component).split(File.pathSeparator));
    }

    private Path copy(Component component, String jar) {
        return root.resolve("data/run").resolve(component.name()).resolve(jar + "-1.0.0-SNAPSHOT.jar");
    }

    @Test
    void servicesBeginTheirClassPathsWithWhatTheyHaveInCommon() {
        assertThat(classPath(STOCK))
                .containsExactly("/m2/spring.jar", copy(STOCK, "stock").toString(), "/m2/h2.jar");
        assertThat(jars.archive(STOCK).libraries()).containsExactly("/m2/spring.jar");
    }

    @Test
    void gatewayBeginsItsClassPathWithAllThatIsNotOurs() {
        assertThat(classPath(GATEWAY))
                .containsExactly(
                        "/m2/netty.jar",
                        copy(GATEWAY, "gateway").toString(),
                        copy(GATEWAY, "platform").toString());
        assertThat(jars.archive(GATEWAY).libraries()).containsExactly("/m2/netty.jar");
    }

    @Test
    void brokerBeginsItsClassPathWithAllThatIsNotOurs() {
        List<String> archived = jars.archive(BROKER).libraries();

        assertThat(archived).isNotEmpty().allMatch(entry -> entry.endsWith(".jar"));
        assertThat(classPath(BROKER))
                .startsWith(archived.toArray(String[]::new))
                .containsExactlyInAnyOrder(System.getProperty("java.class.path").split(File.pathSeparator));
    }
}
