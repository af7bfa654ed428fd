package io.smartwms.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML. */
final class Yaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

    private Yaml() {}

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static List<JsonNode> readAll(String text) {
        return MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
    }

    static JsonNode read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a value, or an empty text where there is none. */
    static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : "";
    }

    static String text(JsonNode node, String pointer) {
        return text(node.at(JsonPointer.compile(pointer)));
    }

    /** An object's values as texts: labels, data, settings. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), text(entry.getValue())));
        return texts;
    }
}
