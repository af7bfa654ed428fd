package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import tools.jackson.databind.JsonNode;

/** One Kubernetes object, as an overlay renders it. */
record Document(JsonNode json) {

    String kind() {
        return text(json.path("kind"));
    }

    /** {@code apps/v1/Deployment}. */
    String type() {
        return text(json.path("apiVersion")) + "/" + kind();
    }

    String name() {
        return text(json, "/metadata/name");
    }

    String namespace() {
        return text(json, "/metadata/namespace");
    }

    JsonNode spec() {
        return json.path("spec");
    }

    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
