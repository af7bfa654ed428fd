package io.smartwms.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The file about a process that was started, of three lines: its id, its start mark and its port.
 *
 * @param pid the process id
 * @param mark distinguishes this process from a later one with the same id
 * @param port the port it was started with
 */
record PidFile(long pid, String mark, int port) {

    static PidFile of(ProcessHandle process, int port) {
        return new PidFile(process.pid(), mark(process.pid()), port);
    }

    /** Empty if there is no file, or a damaged one, as after a full disk. */
    static Optional<PidFile> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new PidFile(Long.parseLong(lines.get(0)), lines.get(1), Integer.parseInt(lines.get(2))));
        } catch (IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Path temporaryFile = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporaryFile, List.of(Long.toString(pid), mark, Integer.toString(port)));
        Files.move(temporaryFile, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process, if it still runs and is the one that was started. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(process -> !mark.isEmpty() && mark.equals(mark(pid)));
    }

    /**
     * When the process started; empty for a process that has ended, even if its parent has not read its exit code yet. On Linux the
     * boot's id and the clock ticks since that boot: the wall clock may be set while the process runs, and process ids start again
     * after a boot.
     */
    private static String mark(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            if (Files.isReadable(Path.of("/proc/self/stat"))) {
                String line = Files.readString(stat);
                // The second field is the program's name in brackets and may contain spaces and brackets.
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                return fields[0].equals("Z")
                        ? ""
                        : Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                                        .strip() + " " + fields[19];
            }
        } catch (IOException gone) {
            return "";
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .map(Object::toString)
                .orElse("");
    }

    /** The content of a small file, such as the lock or the ready file; empty if there is none. */
    static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException gone) {
            return "";
        }
    }
}
