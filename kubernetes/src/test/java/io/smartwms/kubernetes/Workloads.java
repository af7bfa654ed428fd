package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Rules on the specification of each pod. */
final class Workloads {

    /** Repository, and a tag or a digest. */
    private static final Pattern IMAGE =
            Pattern.compile("((?:[^/\\s]+/)*[a-z0-9._-]+)(?::([\\w.-]+))?(?:@sha256:[0-9a-f]{64})?");

    /** Images of others, by their last name: the broker's and the database's. */
    private static final Set<String> OTHERS = Set.of("kafka", "postgres", "postgresql");

    /** Volumes that pod security "restricted" allows, as far as they make sense here. */
    private static final Set<String> VOLUMES =
            Set.of("configMap", "downwardAPI", "emptyDir", "persistentVolumeClaim", "projected", "secret");

    private static final Map<String, Set<String>> PROBES = Map.of(
            "startupProbe", Set.of("/actuator/health/liveness", "/livez", "/actuator/health/readiness", "/readyz"),
            "livenessProbe", Set.of("/actuator/health/liveness", "/livez"),
            "readinessProbe", Set.of("/actuator/health/readiness", "/readyz"));

    /** What an actuator health group must not check: liveness nothing outside the process, readiness never Kafka. */
    private static final Map<String, Set<String>> OUTSIDE = Map.of(
            "liveness", Set.of("*", "binders", "db", "diskSpace", "kafka", "readinessState"),
            "readiness", Set.of("*", "binders", "kafka"));

    /** How many seconds a database or a broker may be away at a start, and how many a start itself may take. */
    private static final long ABSENCE = 300;

    private static final long START = 300;

    private Workloads() {}

    static void images(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.ours()) {
            for (JsonNode container : pod.containers()) {
                checkImage(pod, text(container.path("image")), complaints);
            }
        }
        cluster.all("Cluster").forEach(database -> {
            if (database.spec().has("imageName")) {
                checkImage(database, text(database.spec().path("imageName")), complaints);
            }
        });
    }

    private static void checkImage(Object where, String image, Complaints complaints) {
        var parts = IMAGE.matcher(image);
        if (!parts.matches()) {
            complaints.add(where, "%s is no image", image);
            return;
        }
        String name = parts.group(1).substring(parts.group(1).lastIndexOf('/') + 1);
        Optional<String> module = where instanceof Pod pod ? pod.module() : Optional.empty();
        if (module.isPresent() ? !name.equals(((Pod) where).owner().name()) : !OTHERS.contains(name)) {
            complaints.add(where, "image %s is neither what we build for it nor a broker's or a database's", image);
        }
        if (!image.contains("@") && (parts.group(2) == null || parts.group(2).equals("latest"))) {
            complaints.add(where, "image %s may be another one tomorrow", image);
        }
    }

    static void resources(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.ours()) {
            for (JsonNode container : pod.containers()) {
                checkResources(pod + " " + text(container.path("name")), container.path("resources"), complaints);
            }
        }
        for (Document document : cluster.documents()) {
            if (Set.of("KafkaNodePool", "Cluster").contains(document.kind())) {
                checkResources(document, document.spec().path("resources"), complaints);
            }
        }
    }

    private static void checkResources(Object where, JsonNode resources, Complaints complaints) {
        for (String needed : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
            if (text(resources, needed).isEmpty()) {
                complaints.add(where, "no %s", needed.substring(1));
            }
        }
        resources.path("limits").properties().forEach(limit -> {
            Optional<BigDecimal> requested = number(resources.path("requests").path(limit.getKey()));
            Optional<BigDecimal> allowed = number(limit.getValue());
            if (requested.isPresent() && allowed.isPresent() && requested.get().compareTo(allowed.get()) > 0) {
                complaints.add(where, "requests more %s than its limit of %s", limit.getKey(), text(limit.getValue()));
            }
        });
    }

    /** A quantity's value; empty for what is none, which {@link Types} reports. */
    private static Optional<BigDecimal> number(JsonNode quantity) {
        try {
            return Optional.of(Quantity.fromString(text(quantity)).getNumber());
        } catch (QuantityFormatException e) {
            return Optional.empty();
        }
    }

    static void shutdown(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.modules()) {
            for (JsonNode container : pod.mainContainers()) {
                // The image may have no shell and no sleep: Kubernetes itself pauses.
                int pause = container.at("/lifecycle/preStop/sleep/seconds").asInt(0);
                if (pause < 1) {
                    complaints.add(pod, "no preStop.sleep: requests still arrive while it is already closing");
                }
                String phase = cluster.setting(pod, "spring.lifecycle.timeout-per-shutdown-phase");
                Duration needs = Duration.ofSeconds(pause).plus(Project.duration(phase.isEmpty() ? "30s" : phase));
                long grace = pod.spec().path("terminationGracePeriodSeconds").asInt(30);
                if (needs.toSeconds() >= grace) {
                    complaints.add(pod, "may need %d s to stop and is killed after %d s", needs.toSeconds(), grace);
                }
            }
        }
    }

    static void probes(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.modules()) {
            OUTSIDE.forEach((group, outside) -> {
                String included = cluster.setting(pod, "management.endpoint.health.group." + group + ".include");
                if (Stream.of(included.split(",")).map(String::strip).anyMatch(outside::contains)) {
                    complaints.add(pod, "its %s looks at %s", group, included);
                }
            });
        }
        for (Pod pod : cluster.ours()) {
            if (Set.of("Job", "CronJob").contains(pod.owner().kind())) {
                continue;
            }
            for (JsonNode container : pod.mainContainers()) {
                PROBES.forEach((name, paths) -> {
                    JsonNode probe = container.path(name);
                    String path = text(probe, "/httpGet/path");
                    if (probe.isMissingNode()) {
                        complaints.add(pod, "no %s", name);
                    } else if (pod.module().isPresent() && !paths.contains(path)) {
                        complaints.add(
                                pod,
                                "%s probes %s, not actuator's group",
                                name,
                                path.isEmpty() ? "nothing over HTTP" : path);
                    }
                });
            }
        }
    }

    static void starts(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.modules()) {
            boolean waits = cluster.setting(pod, "wms.database").equalsIgnoreCase("postgresql");
            long wait = waits ? wait(cluster, pod) : 0;
            if (waits && wait < ABSENCE) {
                complaints.add(pod, "waits only %d s for its database", wait);
            }
            for (JsonNode container : pod.mainContainers()) {
                JsonNode probe = container.path("startupProbe");
                long killed = probe.path("periodSeconds").asLong(10)
                        * probe.path("failureThreshold").asLong(3);
                if (!probe.isMissingNode() && killed < ABSENCE + START) {
                    complaints.add(pod, "its start is given %d s, of which it may wait %d s", killed, ABSENCE);
                }
                long given = pod.owner().at("/spec/progressDeadlineSeconds").asLong(600);
                if (!probe.isMissingNode() && given <= killed) {
                    complaints.add(pod, "its update is given up after %d s, a start after %d s", given, killed);
                }
            }
        }
    }

    /** How long a start tries to reach its database, as Flyway does: after 1, 2, 4 seconds and so on up to the interval. */
    private static long wait(Cluster cluster, Pod pod) {
        String retries = cluster.setting(pod, "spring.flyway.connect-retries");
        if (retries.startsWith("${")) {
            retries = cluster.setting(pod, "wms.connect-retries." + cluster.setting(pod, "wms.database"));
        }
        long longest = Project.duration(cluster.setting(pod, "spring.flyway.connect-retries-interval"))
                .toSeconds();
        long wait = 0;
        long pause = 1;
        for (int retry = 0; retry < Integer.parseInt(retries); retry++) {
            wait += Math.min(pause, longest);
            pause = Math.min(pause * 2, longest);
        }
        return wait;
    }

    static void liveness(Cluster cluster, Complaints complaints) {
        long answer = Project.duration(
                        Project.property("gateway", "spring.cloud.gateway.server.webflux.httpclient.response-timeout"))
                .toSeconds();
        for (Pod pod : cluster.ours()) {
            for (JsonNode container : pod.mainContainers()) {
                JsonNode probe = container.path("livenessProbe");
                if (probe.isMissingNode()) {
                    continue;
                }
                long patience = probe.path("timeoutSeconds").asLong(1);
                long times = probe.path("failureThreshold").asLong(3);
                if (patience < answer || times < 3) {
                    complaints.add(
                            pod,
                            "is restarted when it has not answered within %d s %d times: it may be busy",
                            patience,
                            times);
                }
            }
        }
    }

    static void rollout(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.modules()) {
            JsonNode strategy = pod.owner().at("/spec/strategy");
            String unavailable = text(strategy, "/rollingUpdate/maxUnavailable");
            String surge = text(strategy, "/rollingUpdate/maxSurge");
            if (!text(strategy.path("type")).equals("RollingUpdate")
                    || !Set.of("0", "0%").contains(unavailable)
                    || Set.of("0", "0%").contains(surge)) {
                complaints.add(
                        pod,
                        "an update takes capacity away: it needs RollingUpdate, maxUnavailable 0, maxSurge above 0");
            }
            if (pod.spec().path("topologySpreadConstraints").isEmpty()) {
                complaints.add(pod, "no topologySpreadConstraints: all replicas may stand on one node");
            }
        }
    }

    static void security(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.ours()) {
            JsonNode ofPod = pod.spec().path("securityContext");
            if (pod.spec().path("automountServiceAccountToken").asBoolean(true)) {
                complaints.add(pod, "gets a token for the Kubernetes API, which it has no use for");
            }
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
                if (pod.spec().path(shared).asBoolean(false)) {
                    complaints.add(pod, "%s is set", shared);
                }
            }
            for (JsonNode volume : pod.spec().path("volumes")) {
                volume.propertyNames().stream()
                        .filter(field -> !field.equals("name") && !VOLUMES.contains(field))
                        .forEach(field -> complaints.add(pod, "volume %s is a %s", text(volume.path("name")), field));
            }
            for (JsonNode container : pod.containers()) {
                String where = pod + " " + text(container.path("name"));
                missing(ofPod, container.path("securityContext")).forEach(what -> complaints.add(where, "%s", what));
                container.path("ports").values().stream()
                        .filter(port -> port.has("hostPort"))
                        .forEach(port ->
                                complaints.add(where, "takes port %s of the node", text(port.path("hostPort"))));
            }
        }
        for (Document namespace : cluster.all("Namespace")) {
            if (!text(namespace.at("/metadata/labels").path("pod-security.kubernetes.io/enforce"))
                    .equals("restricted")) {
                complaints.add(namespace, "does not enforce pod security \"restricted\"");
            }
        }
    }

    /** What a container lacks of pod security "restricted", and of a read-only root. */
    private static List<String> missing(JsonNode ofPod, JsonNode own) {
        List<String> missing = new ArrayList<>();
        if (!either(own, ofPod, "runAsNonRoot").asBoolean(false)) {
            missing.add("no runAsNonRoot");
        }
        // A name cannot be checked for root, and an image's number can change.
        if (either(own, ofPod, "runAsUser").asLong(0) == 0) {
            missing.add("no runAsUser other than root");
        }
        if (!text(either(own, ofPod, "seccompProfile"), "/type").equals("RuntimeDefault")) {
            missing.add("seccompProfile is not RuntimeDefault");
        }
        if (own.path("allowPrivilegeEscalation").asBoolean(true)) {
            missing.add("allowPrivilegeEscalation is not false");
        }
        if (own.path("privileged").asBoolean(false)) {
            missing.add("is privileged");
        }
        if (!own.path("readOnlyRootFilesystem").asBoolean(false)) {
            missing.add("readOnlyRootFilesystem is not true");
        }
        if (own.at("/capabilities/drop").values().stream()
                .noneMatch(drop -> text(drop).equals("ALL"))) {
            missing.add("does not drop ALL capabilities");
        }
        own.at("/capabilities/add").forEach(added -> missing.add("adds the capability " + text(added)));
        return missing;
    }

    private static JsonNode either(JsonNode own, JsonNode ofPod, String field) {
        return own.has(field) ? own.path(field) : ofPod.path(field);
    }
}
