package io.smartwms.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A host and port that a pod connects to, from its configuration.
 *
 * @param variable the variable that holds it
 * @param service the Service of that name, if there is one
 * @param servicePort the Service's port of that number, if it has one
 */
record Address(String variable, String host, int port, Optional<Document> service, Optional<JsonNode> servicePort) {

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?<![\\w.$-])([a-z][a-z0-9.-]*):([0-9]{2,5})(?![0-9])");

    static List<Address> all(Cluster cluster, Pod pod) {
        Map<String, String> values = new LinkedHashMap<>(cluster.variables(pod));
        pod.module().ifPresent(module -> {
            // Of the project's own, only those count that the module reads, wherever it has them from.
            values.keySet().removeIf(variable -> variable.startsWith("WMS_"));
            for (String callee : Project.calls(module)) {
                values.put("wms.services." + callee, cluster.setting(pod, "wms.services." + callee));
            }
            if (Project.isService(module)) {
                values.put("wms.broker", cluster.setting(pod, "wms.broker"));
                values.put("wms.postgresql.url", cluster.setting(pod, "wms.postgresql.url"));
            }
        });
        List<Address> addresses = new ArrayList<>();
        values.forEach((variable, value) -> {
            var found = HOST_AND_PORT.matcher(value.toLowerCase(Locale.ROOT));
            while (found.find()) {
                // A pod's own loopback is no other pod, unless a module would look there for a service that it calls.
                if (!found.group(1).equals("localhost") || variable.startsWith("wms.")) {
                    addresses.add(of(cluster, pod, variable, found.group(1), Integer.parseInt(found.group(2))));
                }
            }
        });
        return addresses;
    }

    private static Address of(Cluster cluster, Pod pod, String variable, String host, int port) {
        String name = host.replaceFirst("\\.svc(\\.cluster\\.local)?$", "")
                .replaceFirst("\\." + Pattern.quote(pod.owner().namespace()) + "$", "");
        // kafka-0.kafka-headless is a pod of a StatefulSet.
        Optional<Document> service = cluster.service(name.substring(name.indexOf('.') + 1));
        Optional<JsonNode> servicePort = service.flatMap(found -> found.at("/spec/ports").values().stream()
                .filter(candidate -> candidate.path("port").asInt() == port)
                .findFirst());
        return new Address(variable, host, port, service, servicePort);
    }

    /** The container's port behind the Service's. */
    Optional<Pod.Port> portOf(Pod target) {
        return servicePort.flatMap(
                port -> target.port(port.has("targetPort") ? port.path("targetPort") : port.path("port"), "TCP"));
    }

    @Override
    public String toString() {
        return variable + " (" + host + ":" + port + ")";
    }
}
