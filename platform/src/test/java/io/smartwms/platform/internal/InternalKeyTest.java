package io.smartwms.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalKeyTest {

    @Test
    void servicesThatStartAtOnceFindOneKeyInTheirFolder(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        Set<String> keys = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> InternalKey.of("", data).value())
                .collect(Collectors.toSet());
        assertThat(keys).hasSize(1).allMatch(key -> key.matches("[0-9a-f]{64}"));
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("internal-key");
        }
    }

    @Test
    void aKeyThatIsConfiguredIsUsedAndNoneIsNone(@TempDir Path folder) {
        assertThat(InternalKey.of("secret", folder).value()).isEqualTo("secret");
        assertThat(InternalKey.of("none", folder).value()).isNull();
        assertThat(folder).isEmptyDirectory();
    }
}
