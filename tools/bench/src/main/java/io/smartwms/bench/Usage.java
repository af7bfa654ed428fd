package io.smartwms.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/** What processes have taken of the machine. */
final class Usage {

    private Usage() {}

    /** Processor seconds since they started. */
    static double cpuSeconds(Collection<ProcessHandle> processes) {
        return processes.stream()
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1e3;
    }

    /** Megabytes that they hold; what several of them share counts once, in parts (PSS). NaN where Linux does not tell. */
    static double megabytes(Collection<ProcessHandle> processes) {
        return processes.stream().mapToDouble(Usage::megabytes).sum();
    }

    private static double megabytes(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        if (!Files.exists(file)) {
            return Double.NaN;
        }
        try {
            return Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
