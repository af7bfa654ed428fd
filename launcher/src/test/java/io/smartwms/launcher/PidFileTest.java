package io.smartwms.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path folder;

    @Test
    void processIsFoundAgain() throws IOException {
        Path file = folder.resolve("order.pid");
        PidFile.of(ProcessHandle.current(), 8081).write(file);

        PidFile read = PidFile.read(file).orElseThrow();

        assertThat(read.process()).contains(ProcessHandle.current());
        assertThat(read.port()).isEqualTo(8081);
    }

    @Test
    void laterProcessWithTheSameIdIsNotMistaken() {
        PidFile ours = PidFile.of(ProcessHandle.current(), 8081);
        PidFile earlier = new PidFile(ours.pid(), ours.mark() + "0", ours.port());

        assertThat(earlier.process()).isEmpty();
    }

    @Test
    void endedProcessIsNotRunningEvenBeforeItsParentHasCollectedIt() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "read line").start();
        PidFile file = PidFile.of(process.toHandle(), 1);
        assertThat(file.process()).isPresent();

        process.destroyForcibly().waitFor();

        assertThat(file.process()).isEmpty();
    }

    @Test
    void damagedFileMeansNothingIsKnown() throws IOException {
        assertThat(PidFile.read(Files.writeString(folder.resolve("empty.pid"), "")))
                .isEmpty();
        assertThat(PidFile.read(Files.writeString(folder.resolve("odd.pid"), "12\nx\nport")))
                .isEmpty();
        assertThat(PidFile.read(folder.resolve("none.pid"))).isEmpty();
    }
}
