package io.smartwms.launcher.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
        jars = new Jars(
                new Installation(root, root.resolve("data"), 8080), List.of(BROKER, named("order"), STOCK, GATEWAY));
        built("order", "/m2/rx.jar", "/m2/spring.jar");
        built("stock", "/m2/h2.jar", "/m2/spring.jar");
        built("gateway", root.resolve("platform/target/platform.jar").toString(), "/m2/netty.jar");
    }

    private static Component named(String name) {
        return Component.named(name, Component.SYSTEM).orElseThrow();
    }

    private void built(String name, String... libraries) throws IOException {
        Path target = Files.createDirectories(root.resolve(name).resolve("target"));
        Files.writeString(target.resolve(name + ".jar"), "");
        Files.writeString(target.resolve("runtime.classpath"), String.join(File.pathSeparator, libraries));
        Path platform = Files.createDirectories(root.resolve("platform/target"));
        Files.writeString(platform.resolve("platform.jar"), "");
    }

    private Path kept(String name) {
        return root.resolve("target/wms").resolve(name + ".jar");
    }

    @Test
    void servicesBeginTheirClassPathsWithWhatTheyHaveInCommon() {
        assertThat(jars.classPath(STOCK))
                .containsExactly("/m2/spring.jar", kept("stock").toString(), "/m2/h2.jar");
        assertThat(jars.archive().libraries()).containsExactly("/m2/spring.jar");
    }

    @Test
    void gatewayBeginsItsClassPathWithAllThatIsNotOurs() {
        assertThat(jars.classPath(GATEWAY))
                .containsExactly(
                        "/m2/netty.jar",
                        kept("gateway").toString(),
                        kept("platform").toString());
    }

    @Test
    void brokerHasTheClassPathOfTheCommand() {
        assertThat(jars.classPath(BROKER))
                .containsExactlyInAnyOrder(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    @Test
    void servicesOfOneProcessSeeWhatMoreThanOneNeedsAndHaveTheRestForThemselves() {
        assertThat(jars.sharedClassPath())
                .containsExactly(
                        "/m2/spring.jar", System.getProperty("java.class.path").split(File.pathSeparator)[0]);
        assertThat(jars.ownClassPath(STOCK)).containsExactly(kept("stock").toString(), "/m2/h2.jar");
    }

    @Test
    void aJarIsCopiedAgainOnlyWhenItHasChanged() throws IOException {
        Path built = root.resolve("stock/target/stock.jar");
        Files.writeString(built, "one");
        jars.classPath(STOCK);
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(kept("stock"), longAgo);
        Files.writeString(built, "one");

        jars.classPath(STOCK);
        assertThat(Files.getLastModifiedTime(kept("stock"))).isEqualTo(longAgo);

        Files.writeString(built, "two");
        jars.classPath(STOCK);
        assertThat(kept("stock")).hasContent("two");
        assertThat(Files.getLastModifiedTime(kept("stock"))).isNotEqualTo(longAgo);
    }
}
