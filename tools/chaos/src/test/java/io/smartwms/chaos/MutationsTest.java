package io.smartwms.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.harness.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The patches of {@code tools/chaos/mutations}, with which chaos shows that it finds faults, still fit the code. */
class MutationsTest {

    static List<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("mutations"))) {
            return files.filter(file -> file.toString().endsWith(".patch")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("patches")
    void applies(Path patch) throws IOException {
        assertThat(Tool.tryToRun("git", "-C", "../..", "apply", "--check", "tools/chaos/" + patch))
                .isNull();
    }
}
