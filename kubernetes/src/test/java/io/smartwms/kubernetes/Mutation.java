package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change that breaks one rule.
 *
 * @param rule the one that must notice
 * @param what the fault, in words
 * @param overlay what is changed
 */
record Mutation(Rule rule, String what, String overlay, JsonNode edits) {

    /** All in {@code resources/mutations.yaml}, which describes the format. */
    static List<Mutation> all() {
        List<Mutation> mutations = new ArrayList<>();
        Yaml.read(Path.of("src/test/resources/mutations.yaml"))
                .properties()
                .forEach(rule -> rule.getValue()
                        .forEach(mutation -> mutation.properties()
                                .forEach(entry -> mutations.add(new Mutation(
                                        Rule.valueOf(rule.getKey()),
                                        entry.getKey(),
                                        entry.getValue().path(0).path("overlay").asString("local"),
                                        entry.getValue())))));
        return mutations;
    }

    /** @throws IllegalStateException if there is nothing to change: the manifests have changed, and the mutation has not */
    Cluster of(List<Document> documents) {
        List<Document> changed = new ArrayList<>();
        documents.forEach(document -> changed.add(new Document(document.json().deepCopy())));
        edits.forEach(edit -> apply(edit, changed));
        return new Cluster(overlay, changed);
    }

    private void apply(JsonNode edit, List<Document> documents) {
        if (edit.has("add")) {
            documents.add(new Document(edit.path("add").deepCopy()));
            return;
        }
        String name = text(edit.path("in"));
        Document document = documents.stream()
                .filter(candidate -> name.endsWith("*")
                        ? candidate.toString().startsWith(name.substring(0, name.length() - 1))
                        : candidate.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s: %s has no %s".formatted(this, overlay, name)));
        if (edit.path("drop").asBoolean(false)) {
            documents.remove(document);
        }
        edit.path("set").properties().forEach(change -> set(document.json(), change.getKey(), change.getValue()));
        edit.path("remove").forEach(pointer -> remove(document.json(), text(pointer)));
    }

    private void set(JsonNode json, String pointer, JsonNode value) {
        JsonPointer path = JsonPointer.compile(pointer);
        String last = path.last().getMatchingProperty();
        if (json.at(path).equals(value)) {
            throw new IllegalStateException(this + ": " + pointer + " is like this already");
        }
        JsonNode parent = json.at(path.head());
        if (parent instanceof ObjectNode object) {
            object.set(last, value.deepCopy());
        } else if (parent instanceof ArrayNode array && last.equals("-")) {
            array.add(value.deepCopy());
        } else if (parent instanceof ArrayNode array && array.has(path.last().getMatchingIndex())) {
            array.set(path.last().getMatchingIndex(), value.deepCopy());
        } else {
            throw new IllegalStateException(this + ": there is no " + path.head());
        }
    }

    private void remove(JsonNode json, String pointer) {
        JsonPointer path = JsonPointer.compile(pointer);
        if (json.at(path).isMissingNode()) {
            throw new IllegalStateException(this + ": there is no " + pointer);
        }
        if (json.at(path.head()) instanceof ArrayNode array) {
            array.remove(path.last().getMatchingIndex());
        } else {
            ((ObjectNode) json.at(path.head())).remove(path.last().getMatchingProperty());
        }
    }

    @Override
    public String toString() {
        return overlay + ": " + what;
    }
}
