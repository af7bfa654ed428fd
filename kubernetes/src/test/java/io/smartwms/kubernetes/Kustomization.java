package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What kustomize would not complain about: it leaves out a patch or a replacement whose target it does not find. */
final class Kustomization {

    private Kustomization() {}

    /** The targets in a folder, and in those it is made of, that none of its rendered documents is. */
    static List<String> idleTargets(Path folder, List<Document> rendered) {
        JsonNode kustomization = Yaml.read(folder.resolve("kustomization.yaml"));
        List<String> idle = new ArrayList<>();
        Stream.concat(
                        kustomization.path("patches").values().stream()
                                .filter(patch -> patch.has("target"))
                                .map(patch -> patch.path("target")),
                        kustomization.path("replacements").values().stream()
                                .flatMap(replacement -> replacement.path("targets").values().stream())
                                .map(target -> target.path("select")))
                .filter(target -> rendered.stream().noneMatch(document -> isMeant(target, document)))
                .forEach(target -> idle.add(folder.getFileName() + ": " + target));
        Stream.of("resources", "components")
                .flatMap(list -> kustomization.path(list).values().stream())
                .map(part -> folder.resolve(text(part)).normalize())
                .filter(Files::isDirectory)
                .forEach(part -> idle.addAll(idleTargets(part, rendered)));
        return idle;
    }

    private static boolean isMeant(JsonNode target, Document document) {
        return (!target.has("kind") || document.kind().matches(text(target.path("kind"))))
                && (!target.has("name") || document.name().matches(text(target.path("name"))))
                && Arrays.stream(text(target.path("labelSelector")).split(","))
                        .filter(label -> !label.isEmpty())
                        .map(label -> label.split("="))
                        .allMatch(label -> label[1].equals(
                                Yaml.texts(document.at("/metadata/labels")).get(label[0])));
    }
}
