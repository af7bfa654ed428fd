package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether what is named elsewhere is there. */
final class Wiring {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** A Service's name must begin with a letter (RFC 1035), all others may begin with a digit (RFC 1123). */
    private static final Pattern SERVICE = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern PORT = Pattern.compile("(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?");

    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");

    private static final List<String> OUR_LABELS =
            List.of("app.kubernetes.io/name", "app.kubernetes.io/part-of", "app.kubernetes.io/component");

    private Wiring() {}

    static void names(Cluster cluster, Complaints complaints) {
        Set<String> seen = new HashSet<>();
        Set<String> namespaces = new TreeSet<>();
        for (Document document : cluster.documents()) {
            Pattern allowed = document.kind().equals("Service") ? SERVICE : LABEL;
            if (!allowed.matcher(document.name()).matches()) {
                complaints.add(document, "is no DNS label");
            }
            if (!seen.add(document.type() + " " + document.name())) {
                complaints.add(document, "is there twice");
            }
            if (!document.kind().equals("Namespace")) {
                namespaces.add(document.namespace());
            }
            Yaml.texts(document.at("/metadata/labels"))
                    .forEach((label, value) -> checkLabel(document, label, value, complaints));
        }
        if (namespaces.size() != 1 || namespaces.contains("")) {
            complaints.add(cluster.overlay(), "its documents go to the namespaces %s instead of one", namespaces);
        }
        for (Pod pod : cluster.ours()) {
            OUR_LABELS.stream()
                    .filter(label -> !pod.labels().containsKey(label))
                    .forEach(label -> complaints.add(pod, "its pods lack the label %s", label));
            pod.labels().forEach((label, value) -> checkLabel(pod, label, value, complaints));
            Stream.of("containers", "initContainers", "volumes")
                    .forEach(list -> checkNames(pod, pod.spec().path(list), list, LABEL, complaints));
            for (JsonNode container : pod.containers()) {
                checkNames(pod, container.path("ports"), "ports", PORT, complaints);
                checkNames(
                        pod,
                        container.path("env"),
                        "variables",
                        Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*"),
                        complaints);
            }
        }
    }

    private static void checkLabel(Object where, String label, String value, Complaints complaints) {
        if (!LABEL_VALUE.matcher(value).matches()) {
            complaints.add(where, "label %s cannot have the value %s", label, value);
        }
    }

    private static void checkNames(Pod pod, JsonNode list, String what, Pattern allowed, Complaints complaints) {
        Set<String> seen = new HashSet<>();
        for (JsonNode element : list) {
            String name = text(element.path("name"));
            if (!allowed.matcher(name).matches()) {
                complaints.add(pod, "among its %s is \"%s\", which is no such name", what, name);
            }
            if (!seen.add(name)) {
                complaints.add(pod, "has two %s %s", what, name);
            }
        }
    }

    static void selectors(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.ours()) {
            JsonNode selector = pod.owner().at("/spec/selector");
            if (!Set.of("Job", "CronJob").contains(pod.owner().kind())
                    && (selector.isEmpty() || !Selector.selects(selector, pod.labels()))) {
                complaints.add(pod, "does not select its own pods");
            }
            cluster.ours().stream()
                    .filter(other ->
                            !other.equals(pod) && Selector.selects(selector, other.labels()) && !selector.isEmpty())
                    .forEach(other -> complaints.add(pod, "selects the pods of %s too", other));
            pod.spec().path("topologySpreadConstraints").values().stream()
                    .filter(spread -> !spread.has("labelSelector")
                            || !Selector.selects(spread.path("labelSelector"), pod.labels()))
                    .forEach(spread -> complaints.add(
                            pod, "spreads other pods than its own over %s", text(spread.path("topologyKey"))));
        }
        for (Document service : cluster.all("Service")) {
            expectOneOwner(service, cluster.behind(service), complaints);
        }
        for (Document budget : cluster.all("PodDisruptionBudget")) {
            expectOneOwner(budget, selected(cluster, budget.at("/spec/selector")), complaints);
        }
        for (Document monitor : cluster.all("PodMonitor")) {
            if (selected(cluster, monitor.at("/spec/selector")).isEmpty()) {
                complaints.add(monitor, "selects no pod");
            }
        }
        for (Document policy : cluster.all("NetworkPolicy")) {
            if (selected(cluster, policy.at("/spec/podSelector")).isEmpty()) {
                complaints.add(policy, "selects no pod");
            }
            Stream.concat(policy.at("/spec/ingress").values().stream(), policy.at("/spec/egress").values().stream())
                    .flatMap(rule ->
                            Stream.concat(rule.path("from").values().stream(), rule.path("to").values().stream()))
                    .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
                    .filter(peer -> selected(cluster, peer.path("podSelector")).isEmpty())
                    .forEach(peer -> complaints.add(policy, "its peer %s is no pod", peer.path("podSelector")));
        }
    }

    private static List<Pod> selected(Cluster cluster, JsonNode selector) {
        return cluster.pods().stream()
                .filter(pod -> Selector.selects(selector, pod.labels()))
                .toList();
    }

    private static void expectOneOwner(Document document, List<Pod> pods, Complaints complaints) {
        long owners = pods.stream()
                .map(Pod::owner)
                .filter(owner -> !owner.kind().equals("KafkaNodePool"))
                .distinct()
                .count();
        if (pods.isEmpty()) {
            complaints.add(document, "selects no pod");
        } else if (owners > 1) {
            complaints.add(document, "selects pods of different workloads: %s", pods);
        }
    }

    static void ports(Cluster cluster, Complaints complaints) {
        for (Document service : cluster.all("Service")) {
            for (JsonNode port : service.at("/spec/ports")) {
                JsonNode target = port.has("targetPort") ? port.path("targetPort") : port.path("port");
                expectPort(
                        service,
                        cluster.behind(service),
                        target,
                        port.path("protocol").asString("TCP"),
                        complaints);
            }
        }
        for (Pod pod : cluster.ours()) {
            for (JsonNode container : pod.mainContainers()) {
                List.of("startupProbe", "livenessProbe", "readinessProbe").forEach(probe -> {
                    for (String how : List.of("httpGet", "tcpSocket", "grpc")) {
                        JsonNode port = container.path(probe).path(how).path("port");
                        if (!port.isMissingNode()) {
                            expectPort(pod + " " + probe, List.of(pod), port, "TCP", complaints);
                        }
                    }
                });
            }
        }
        for (Document monitor : cluster.all("PodMonitor")) {
            for (JsonNode endpoint : monitor.at("/spec/podMetricsEndpoints")) {
                JsonNode port = endpoint.has("port") ? endpoint.path("port") : endpoint.path("portNumber");
                expectPort(monitor, selected(cluster, monitor.at("/spec/selector")), port, "TCP", complaints);
            }
        }
        for (Document policy : cluster.all("NetworkPolicy")) {
            List<Pod> selected = selected(cluster, policy.at("/spec/podSelector"));
            policy.at("/spec/ingress")
                    .forEach(rule ->
                            rule.path("ports").forEach(port -> expectSomePort(policy, selected, port, complaints)));
            policy.at("/spec/egress").forEach(rule -> {
                List<Pod> peers = rule.path("to").values().stream()
                        .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
                        .flatMap(peer -> selected(cluster, peer.path("podSelector")).stream())
                        .toList();
                if (!peers.isEmpty()) {
                    rule.path("ports").forEach(port -> expectSomePort(policy, peers, port, complaints));
                }
            });
        }
    }

    private static void expectPort(
            Object where, List<Pod> pods, JsonNode port, String protocol, Complaints complaints) {
        pods.stream()
                .filter(pod -> pod.port(port, protocol).isEmpty())
                .forEach(pod -> complaints.add(where, "%s has no port %s (%s)", pod, text(port), protocol));
    }

    /** A policy may speak of many pods at once; it is wrong only if none of them has the port. */
    private static void expectSomePort(Document policy, List<Pod> pods, JsonNode port, Complaints complaints) {
        String protocol = port.path("protocol").asString("TCP");
        if (port.has("port")
                && pods.stream()
                        .allMatch(pod -> pod.port(port.path("port"), protocol).isEmpty())) {
            complaints.add(policy, "no pod it speaks of has a port %s (%s)", text(port.path("port")), protocol);
        }
    }

    static void references(Cluster cluster, Complaints complaints) {
        Set<String> used = new HashSet<>();
        for (Pod pod : cluster.ours()) {
            for (JsonNode volume : pod.spec().path("volumes")) {
                expect(cluster, pod, "ConfigMap", volume.path("configMap").path("name"), used, complaints);
                expect(cluster, pod, "Secret", volume.path("secret").path("secretName"), used, complaints);
                expect(
                        cluster,
                        pod,
                        "PersistentVolumeClaim",
                        volume.at("/persistentVolumeClaim/claimName"),
                        used,
                        complaints);
                volume.at("/projected/sources").forEach(source -> {
                    expect(cluster, pod, "ConfigMap", source.at("/configMap/name"), used, complaints);
                    expect(cluster, pod, "Secret", source.at("/secret/name"), used, complaints);
                });
            }
            expect(cluster, pod, "ServiceAccount", pod.spec().path("serviceAccountName"), used, complaints);
            Set<String> volumes = new TreeSet<>();
            pod.spec().path("volumes").forEach(volume -> volumes.add(text(volume.path("name"))));
            pod.owner().at("/spec/volumeClaimTemplates").forEach(claim -> volumes.add(text(claim, "/metadata/name")));
            Set<String> mounted = new TreeSet<>();
            for (JsonNode container : pod.containers()) {
                container.path("volumeMounts").forEach(mount -> mounted.add(text(mount.path("name"))));
                container.path("envFrom").forEach(from -> {
                    expect(cluster, pod, "ConfigMap", from.at("/configMapRef/name"), used, complaints);
                    expect(cluster, pod, "Secret", from.at("/secretRef/name"), used, complaints);
                });
                container.path("env").forEach(variable -> {
                    expectKey(cluster, pod, "ConfigMap", variable.at("/valueFrom/configMapKeyRef"), used, complaints);
                    expectKey(cluster, pod, "Secret", variable.at("/valueFrom/secretKeyRef"), used, complaints);
                });
            }
            if (!mounted.equals(volumes)) {
                complaints.add(pod, "mounts the volumes %s and has %s", mounted, volumes);
            }
        }
        for (Document set : cluster.all("StatefulSet")) {
            if (cluster.service(text(set.json(), "/spec/serviceName"))
                    .filter(service -> text(service.json(), "/spec/clusterIP").equals("None"))
                    .isEmpty()) {
                complaints.add(
                        set, "its pods get no names: %s is no headless Service", text(set.json(), "/spec/serviceName"));
            }
        }
        for (Document kafka : cluster.all("Kafka")) {
            expectKey(
                    cluster,
                    kafka,
                    "ConfigMap",
                    kafka.at("/spec/kafka/metricsConfig/valueFrom/configMapKeyRef"),
                    used,
                    complaints);
        }
        for (Document store : cluster.all("ObjectStore")) {
            store.at("/spec/configuration/s3Credentials")
                    .forEach(key -> expectKey(cluster, store, "Secret", key, used, complaints));
        }
        for (Document gateway : cluster.all("Gateway")) {
            gateway.at("/spec/listeners")
                    .forEach(listener -> listener.at("/tls/certificateRefs")
                            .forEach(reference ->
                                    expect(cluster, gateway, "Secret", reference.path("name"), used, complaints)));
        }
        for (String kind : List.of("ConfigMap", "PersistentVolumeClaim")) {
            cluster.all(kind).stream()
                    .filter(document -> !used.contains(document.toString()))
                    .forEach(document -> complaints.add(document, "nobody uses it"));
        }
    }

    private static void expect(
            Cluster cluster, Object where, String kind, JsonNode name, Set<String> used, Complaints complaints) {
        if (text(name).isEmpty()) {
            return;
        }
        used.add(kind + "/" + text(name));
        boolean isThere = cluster.find(kind, text(name)).isPresent()
                || kind.equals("Secret") && cluster.isMadeByOperator(text(name));
        if (!isThere) {
            complaints.add(where, "needs the %s %s, which nobody makes", kind, text(name));
        }
    }

    private static void expectKey(
            Cluster cluster, Object where, String kind, JsonNode reference, Set<String> used, Complaints complaints) {
        expect(cluster, where, kind, reference.path("name"), used, complaints);
        String key = text(reference.path("key"));
        cluster.find(kind, text(reference.path("name")))
                .filter(document -> Stream.of("data", "stringData", "binaryData")
                        .noneMatch(data -> document.json().path(data).has(key)))
                .ifPresent(document -> complaints.add(where, "%s has no key %s", document, key));
    }

    static void routes(Cluster cluster, Complaints complaints) {
        for (Document route : cluster.all("HTTPRoute")) {
            for (JsonNode parent : route.at("/spec/parentRefs")) {
                if (!text(parent.path("namespace")).isEmpty()) {
                    continue;
                }
                boolean isThere = cluster.find("Gateway", text(parent.path("name")))
                        .filter(gateway -> !parent.has("sectionName")
                                || gateway.at("/spec/listeners").values().stream()
                                        .anyMatch(listener ->
                                                listener.path("name").equals(parent.path("sectionName"))))
                        .isPresent();
                if (!isThere) {
                    complaints.add(
                            route,
                            "there is no Gateway %s with a listener %s",
                            text(parent.path("name")),
                            text(parent.path("sectionName")));
                }
            }
            route.at("/spec/rules")
                    .forEach(rule -> rule.path("backendRefs").forEach(backend -> {
                        boolean isThere = cluster.service(text(backend.path("name")))
                                .filter(service -> service.at("/spec/ports").values().stream()
                                        .anyMatch(port -> port.path("port").equals(backend.path("port"))))
                                .isPresent();
                        if (!isThere) {
                            complaints.add(
                                    route,
                                    "there is no Service %s with a port %s",
                                    text(backend.path("name")),
                                    text(backend.path("port")));
                        }
                    }));
        }
    }

    static void addresses(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.ours()) {
            for (Address address : Address.all(cluster, pod)) {
                if (address.service().isEmpty()) {
                    complaints.add(pod, "%s leads to %s, which is no Service", address.variable(), address.host());
                } else if (address.servicePort().isEmpty()) {
                    complaints.add(
                            pod,
                            "%s leads to port %d of %s, which has none",
                            address.variable(),
                            address.port(),
                            address.host());
                }
            }
        }
    }
}
