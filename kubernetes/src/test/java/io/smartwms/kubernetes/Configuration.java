package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Rules on ConfigMaps, variables and Secrets. */
final class Configuration {

    private static final Pattern HASHED = Pattern.compile(".*-[a-z0-9]{10}");

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|credential|private.?key).*");

    /** The actuator endpoint, and its old name, which works for one release. */
    private static final List<String> FAULT_INJECTION_IDS = List.of("faultinjection", "drill");

    private Configuration() {}

    static void maps(Cluster cluster, Complaints complaints) {
        for (Document map : cluster.all("ConfigMap")) {
            if (!HASHED.matcher(map.name()).matches()) {
                complaints.add(map, "has no hash in its name: a change would reach no pod that runs");
            }
        }
        for (Pod pod : cluster.ours()) {
            if (pod.spec().path("enableServiceLinks").asBoolean(true)) {
                complaints.add(
                        pod,
                        "gets a variable for each Service (KAFKA_PORT=tcp://…), which programs take for configuration");
            }
        }
    }

    static void credentials(Cluster cluster, Complaints complaints) {
        for (Document map : cluster.all("ConfigMap")) {
            map.at("/data").propertyNames().stream()
                    .filter(name -> SECRET.matcher(name).matches())
                    .forEach(name -> complaints.add(map, "%s belongs into a Secret", name));
        }
        for (Pod pod : cluster.ours()) {
            for (JsonNode container : pod.containers()) {
                container.path("env").values().stream()
                        .filter(variable -> variable.has("value")
                                && SECRET.matcher(text(variable.path("name"))).matches())
                        .forEach(variable ->
                                complaints.add(pod, "%s belongs into a Secret", text(variable.path("name"))));
            }
        }
        if (cluster.overlay().equals("production")) {
            cluster.all("Secret")
                    .forEach(secret -> complaints.add(secret, "what production keeps secret is in the repository"));
        }
    }

    static void faultInjection(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.ours()) {
            cluster.variables(pod).forEach((name, value) -> {
                if (name.equals("MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE") && value.contains("*")) {
                    complaints.add(pod, "exposes every actuator endpoint");
                }
                boolean enables = FAULT_INJECTION_IDS.stream()
                        .anyMatch(id -> name.startsWith("MANAGEMENT_ENDPOINT_" + id.toUpperCase(Locale.ROOT) + "_")
                                || name.startsWith("MANAGEMENT_ENDPOINTS_") && value.contains(id));
                if (enables && !cluster.overlay().equals("demo")) {
                    complaints.add(pod, "%s lets anybody in the cluster inject faults, outside the demo", name);
                }
            });
        }
    }
}
