package io.smartwms.launcher.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedCacheTest {

    @TempDir
    Path root;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = Files.writeString(root.resolve("a.jar"), "one");
        Files.createDirectories(root.resolve("target/wms"));
    }

    private TrainedCache cache() {
        return TrainedCache.of(new Installation(root, root.resolve("data"), 8080), "services", List.of(jar.toString()));
    }

    @Test
    void isMissingAgainAfterAJarHasChangedAndReplacesTheOneBefore() throws IOException {
        TrainedCache before = cache();
        before.keep();
        assertThat(cache().isMissing()).isFalse();

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
        TrainedCache after = cache();
        assertThat(after.isMissing()).isTrue();
        after.keep();

        assertThat(after.isMissing()).isFalse();
        assertThat(before.isMissing()).isTrue();
    }

    @Test
    void leavesAloneWhatOtherProcessesAndOtherJdksKeep() throws IOException {
        Path folder = root.resolve("target/wms");
        Path gateway = Files.writeString(folder.resolve("gateway-25-0.cache"), "");
        Path otherJdk = Files.writeString(folder.resolve("services-9-0.cache"), "");

        cache().keep();

        assertThat(gateway).exists();
        assertThat(otherJdk).exists();
    }

    @Test
    void oneThatSomebodyElseHasMadeMeanwhileStays() throws IOException {
        cache().keep();
        Path made = Files.writeString(cache().file(), "made by somebody else");

        cache().keep();

        assertThat(made).hasContent("made by somebody else");
        assertThat(cache().options()).anyMatch(option -> option.endsWith("=" + made));
    }
}
