package io.smartwms.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Renders a folder with the tool a person would use: {@code kubectl kustomize} or {@code kustomize build}, whichever is on the
 * PATH. No registry that a Maven build uses has an official kustomize, so the build cannot bring one along.
 */
final class Kustomize {

    private static final Optional<List<String>> TOOL = Stream.of(
                    List.of("kubectl", "kustomize"), List.of("kustomize", "build"))
            .filter(command -> isOnPath(command.get(0)))
            .findFirst();

    private Kustomize() {}

    static boolean isInstalled() {
        return TOOL.isPresent();
    }

    /** @throws IllegalStateException with the tool's output, if it cannot render the folder */
    static List<Document> render(Path folder) throws IOException, InterruptedException {
        List<String> command = Stream.concat(TOOL.orElseThrow().stream(), Stream.of(folder.toString()))
                .toList();
        Path said = Files.createTempFile("kustomize", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(said.toFile()).start();
            String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(said)
                        + "\nIt takes kubectl 1.27 or newer, or kustomize 5.");
            }
            return Yaml.readAll(rendered).stream()
                    .filter(json -> !json.isNull() && !json.isEmpty())
                    .map(Document::new)
                    .toList();
        } finally {
            Files.delete(said);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
