package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Which connections network policies allow: none, unless a policy of either side allows it. */
final class Network {

    private static final String INGRESS = "Ingress";
    private static final String EGRESS = "Egress";
    private static final Map<String, String> NAME_SERVICE = Map.of("k8s-app", "kube-dns");
    private static final Map<String, String> SYSTEM = Map.of("kubernetes.io/metadata.name", "kube-system");

    private Network() {}

    static void isolation(Cluster cluster, Complaints complaints) {
        for (String direction : List.of(INGRESS, EGRESS)) {
            for (Pod pod : cluster.pods()) {
                if (policies(cluster, pod, direction).isEmpty()) {
                    complaints.add(pod, "no network policy speaks of its %s: all of it is allowed", direction);
                }
            }
            boolean isDeniedByDefault = cluster.all("NetworkPolicy").stream()
                    .anyMatch(policy -> policy.at("/spec/podSelector").isEmpty()
                            && hasDirection(policy, direction)
                            && rules(policy, direction).isEmpty());
            if (!isDeniedByDefault) {
                complaints.add(cluster.overlay(), "no network policy denies %s by default", direction);
            }
        }
    }

    static void names(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.pods()) {
            for (String protocol : List.of("UDP", "TCP")) {
                boolean isAllowed = policies(cluster, pod, EGRESS).stream()
                        .flatMap(policy -> rules(policy, EGRESS).stream())
                        .anyMatch(rule -> (rule.path("to").isEmpty()
                                        || rule.path("to").values().stream().anyMatch(Network::isNameService))
                                && hasPort(rule, protocol, port -> port.isNumber() && port.asInt() == 53));
                if (!isAllowed) {
                    complaints.add(pod, "may not ask the name service over %s", protocol);
                }
            }
        }
    }

    private static boolean isNameService(JsonNode peer) {
        return peer.has("namespaceSelector")
                && Selector.selects(peer.path("namespaceSelector"), SYSTEM)
                && Selector.selects(peer.path("podSelector"), NAME_SERVICE);
    }

    static void flow(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.ours()) {
            for (Address address : Address.all(cluster, pod)) {
                address.service().stream()
                        .flatMap(service -> cluster.behind(service).stream())
                        .forEach(target -> address.portOf(target).ifPresent(port -> {
                            if (!isAllowed(cluster, pod, EGRESS, peer -> isPod(peer, target), port)) {
                                complaints.add(pod, "has no egress to %s, which %s names", target, address);
                            }
                            if (!isAllowed(cluster, target, INGRESS, peer -> isPod(peer, pod), port)) {
                                complaints.add(target, "has no ingress from %s, whose %s names it", pod, address);
                            }
                        }));
            }
        }
        for (Document service : cluster.all("Service")) {
            if (text(service.json(), "/spec/type").equals("LoadBalancer")) {
                service.at("/spec/ports")
                        .forEach(
                                port -> expectOpen(cluster, service, service, port, Network::isEverywhere, complaints));
            }
        }
        // Whatever serves a route has its pods in a namespace of its own.
        for (Document route : cluster.all("HTTPRoute")) {
            route.at("/spec/rules")
                    .forEach(rule -> rule.path("backendRefs")
                            .forEach(backend -> cluster.service(text(backend.path("name")))
                                    .ifPresent(service -> service.at("/spec/ports").values().stream()
                                            .filter(port -> port.path("port").equals(backend.path("port")))
                                            .forEach(port -> expectOpen(
                                                    cluster,
                                                    route,
                                                    service,
                                                    port,
                                                    Network::isElsewhere,
                                                    complaints)))));
        }
        for (Document monitor : cluster.all("PodMonitor")) {
            for (JsonNode endpoint : monitor.at("/spec/podMetricsEndpoints")) {
                cluster.pods().stream()
                        .filter(pod -> Selector.selects(monitor.at("/spec/selector"), pod.labels()))
                        .forEach(pod -> pod.port(endpoint.path("port"), "TCP")
                                .filter(found -> !isAllowed(cluster, pod, INGRESS, Network::isElsewhere, found))
                                .ifPresent(found -> complaints.add(
                                        pod, "has no ingress from Prometheus, which %s needs", monitor)));
            }
        }
    }

    private static void expectOpen(
            Cluster cluster,
            Document why,
            Document service,
            JsonNode port,
            Predicate<JsonNode> from,
            Complaints complaints) {
        for (Pod pod : cluster.behind(service)) {
            pod.port(port.path("targetPort"), "TCP")
                    .filter(found -> !isAllowed(cluster, pod, INGRESS, from, found))
                    .ifPresent(
                            found -> complaints.add(pod, "lets nobody in from outside, which is what %s is for", why));
        }
    }

    // --- evaluation of a policy

    private static List<Document> policies(Cluster cluster, Pod pod, String direction) {
        return cluster.all("NetworkPolicy").stream()
                .filter(policy -> Selector.selects(policy.at("/spec/podSelector"), pod.labels()))
                .filter(policy -> hasDirection(policy, direction))
                .toList();
    }

    /** Without {@code policyTypes} a policy is about Ingress, and about Egress if it has rules for it. */
    private static boolean hasDirection(Document policy, String direction) {
        JsonNode types = policy.at("/spec/policyTypes");
        return types.isMissingNode()
                ? direction.equals(INGRESS) || policy.spec().has("egress")
                : types.values().stream().anyMatch(type -> text(type).equals(direction));
    }

    private static List<JsonNode> rules(Document policy, String direction) {
        return List.copyOf(policy.spec()
                .path(direction.equals(INGRESS) ? "ingress" : "egress")
                .values());
    }

    private static boolean isAllowed(
            Cluster cluster, Pod pod, String direction, Predicate<JsonNode> peer, Pod.Port port) {
        List<Document> policies = policies(cluster, pod, direction);
        return policies.isEmpty()
                || policies.stream()
                        .flatMap(policy -> rules(policy, direction).stream())
                        .anyMatch(rule -> {
                            JsonNode peers = rule.path(direction.equals(INGRESS) ? "from" : "to");
                            return (peers.isEmpty() || peers.values().stream().anyMatch(peer))
                                    && hasPort(
                                            rule,
                                            port.protocol(),
                                            wanted -> wanted.isNumber()
                                                    ? wanted.asInt() == port.number()
                                                    : text(wanted).equals(port.name()));
                        });
    }

    private static boolean hasPort(JsonNode rule, String protocol, Predicate<JsonNode> isPort) {
        JsonNode ports = rule.path("ports");
        return ports.isEmpty()
                || ports.values().stream()
                        .anyMatch(port -> port.path("protocol").asString("TCP").equals(protocol)
                                && (!port.has("port") || isPort.test(port.path("port"))));
    }

    private static boolean isPod(JsonNode peer, Pod pod) {
        if (peer.has("ipBlock")) {
            return false;
        }
        boolean isHere = !peer.has("namespaceSelector")
                || Selector.selects(
                        peer.path("namespaceSelector"),
                        Map.of("kubernetes.io/metadata.name", pod.owner().namespace()));
        return isHere && Selector.selects(peer.path("podSelector"), pod.labels());
    }

    private static boolean isElsewhere(JsonNode peer) {
        return isEverywhere(peer) || peer.has("namespaceSelector");
    }

    private static boolean isEverywhere(JsonNode peer) {
        return text(peer, "/ipBlock/cidr").equals("0.0.0.0/0");
    }
}
