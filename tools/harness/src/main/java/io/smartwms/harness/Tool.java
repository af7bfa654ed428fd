package io.smartwms.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A command of the operating system. */
public final class Tool {

    private Tool() {}

    /** @throws IOException it failed; the message has what it said */
    public static void run(String... command) throws IOException {
        String failure = tryToRun(command);
        if (failure != null) {
            throw new IOException(String.join(" ", command) + ": " + failure);
        }
    }

    /** Returns what it said if it failed, else null. */
    public static @Nullable String tryToRun(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return process.waitFor() == 0 ? null : said.strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
