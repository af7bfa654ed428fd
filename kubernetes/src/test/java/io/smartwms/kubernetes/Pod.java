package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A pod as its owner starts it, any number of times.
 *
 * @param owner the workload, or the resource from which an operator makes the pod
 * @param template labels and specification
 * @param byOperator whether an operator writes the specification, so that only labels and ports are known here
 */
record Pod(Document owner, JsonNode template, boolean byOperator) {

    record Port(String name, int number, String protocol) {}

    Map<String, String> labels() {
        return Yaml.texts(template.at("/metadata/labels"));
    }

    JsonNode spec() {
        return template.path("spec");
    }

    /** The containers that stay, without those that only prepare. */
    List<JsonNode> mainContainers() {
        return new ArrayList<>(spec().path("containers").values());
    }

    List<JsonNode> containers() {
        List<JsonNode> all = mainContainers();
        all.addAll(spec().path("initContainers").values());
        return all;
    }

    /** The folder of the module that runs here, if it is one of ours: {@code deliveryOrder} for {@code deliveryorder}. */
    Optional<String> module() {
        return byOperator ? Optional.empty() : Project.module(owner.name());
    }

    List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        for (JsonNode container : mainContainers()) {
            for (JsonNode port : container.path("ports")) {
                ports.add(new Port(
                        text(port.path("name")),
                        port.path("containerPort").asInt(0),
                        port.path("protocol").asString("TCP")));
            }
        }
        return ports;
    }

    /** The port of that name or number, as Services and policies look for it. */
    Optional<Port> port(JsonNode nameOrNumber, String protocol) {
        return ports().stream()
                .filter(port -> port.protocol().equals(protocol))
                .filter(port -> nameOrNumber.isNumber()
                        ? port.number() == nameOrNumber.asInt()
                        : port.name().equals(text(nameOrNumber)))
                .findFirst();
    }

    @Override
    public String toString() {
        return owner.toString();
    }
}
