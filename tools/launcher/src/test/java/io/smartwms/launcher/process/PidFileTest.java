package io.smartwms.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    void endedProcessIsNotRunning() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "read line").start();
        PidFile file = PidFile.of(process.toHandle(), 1);
        assertThat(file.process()).isPresent();

        process.destroyForcibly().waitFor();

        assertThat(file.process()).isEmpty();
    }

    /** As in a container whose first process does not read the exit codes of its children. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void endedProcessWhoseParentDoesNotReadItsExitCodeIsNotRunning() throws Exception {
        // The shell is replaced by a program that does not wait for the child.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; exec cat").start();
        try {
            long pid = Long.parseLong(parent.inputReader().readLine());
            ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
            PidFile file = PidFile.of(child, 1);
            assertThat(file.process()).isPresent();

            child.destroyForcibly();

            // Where the test runner ignores the ends of its children, the kernel removes the process itself.
            Path stat = Path.of("/proc/" + pid + "/stat");
            await().atMost(TestSupport.TIMEOUT)
                    .until(() -> !Files.exists(stat) || Files.readString(stat).contains(") Z "));
            assertThat(file.process()).isEmpty();
        } finally {
            parent.destroyForcibly();
        }
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
