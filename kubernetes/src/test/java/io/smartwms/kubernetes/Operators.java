package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the operators of production make of their resources, as far as our manifests rely on it: labels and ports of pods,
 * Services, Secrets. Sources: Strimzi 1.x "Deploying and Managing", list of Kafka cluster resources; CloudNativePG 1.2x
 * "Service management", "Labels and annotations", "Applications".
 */
final class Operators {

    /** What neither a manifest nor an operator of ours makes; see kubernetes/README.md. */
    static final Set<String> SECRETS_OF_PERSONS = Set.of("internal-key", "postgresql-backup", "smart-wms-tls");

    private final List<Pod> pods = new ArrayList<>();
    private final List<Document> services = new ArrayList<>();
    private final Set<String> secrets = new TreeSet<>(SECRETS_OF_PERSONS);

    private int brokers;

    Operators(List<Document> documents) {
        for (Document document : documents) {
            if (document.type().startsWith("kafka.strimzi.io/")) {
                strimzi(document, documents);
            } else if (document.type().startsWith("postgresql.cnpg.io/")
                    && document.kind().equals("Cluster")) {
                cloudNativePg(document);
            }
        }
    }

    List<Pod> pods() {
        return pods;
    }

    List<Document> services() {
        return services;
    }

    Set<String> secrets() {
        return secrets;
    }

    int brokers() {
        return brokers;
    }

    private void strimzi(Document document, List<Document> documents) {
        switch (document.kind()) {
            case "Kafka" -> {
                String name = document.name();
                service(name + "-kafka-bootstrap", "{strimzi.io/name: %s-kafka}".formatted(name), ports(document));
                if (document.spec().has("entityOperator")) {
                    pod(
                            document,
                            strimziLabels(name, "entity-operator"),
                            document.at("/spec/entityOperator/template"),
                            "");
                }
                if (document.spec().has("kafkaExporter")) {
                    pod(
                            document,
                            strimziLabels(name, "kafka-exporter"),
                            document.at("/spec/kafkaExporter/template"),
                            "{name: tcp-prometheus, containerPort: 9404}");
                }
            }
            case "KafkaNodePool" -> {
                String cluster = Yaml.texts(document.at("/metadata/labels")).getOrDefault("strimzi.io/cluster", "");
                if (document.at("/spec/roles").values().stream()
                        .anyMatch(role -> text(role).equals("broker"))) {
                    brokers += document.at("/spec/replicas").asInt(0);
                }
                Map<String, String> labels = strimziLabels(cluster, "kafka");
                labels.put("strimzi.io/pool-name", document.name());
                documents.stream()
                        .filter(kafka ->
                                kafka.kind().equals("Kafka") && kafka.name().equals(cluster))
                        .forEach(kafka -> pod(document, labels, document.at("/spec/template"), ports(kafka)));
            }
            case "KafkaUser" -> secrets.add(document.name());
            default -> {}
        }
    }

    private static Map<String, String> strimziLabels(String cluster, String component) {
        return new TreeMap<>(Map.of(
                "strimzi.io/cluster",
                cluster,
                "strimzi.io/kind",
                "Kafka",
                "strimzi.io/name",
                cluster + "-" + component,
                "app.kubernetes.io/name",
                component,
                "app.kubernetes.io/instance",
                cluster,
                "app.kubernetes.io/managed-by",
                "strimzi-cluster-operator"));
    }

    /** The ports of a broker: those among brokers, those of the listeners, that of the metrics. */
    private static String ports(Document kafka) {
        StringBuilder ports = new StringBuilder(
                "{name: tcp-ctrlplane, containerPort: 9090}, {name: tcp-replication, containerPort: 9091}");
        for (JsonNode listener : kafka.at("/spec/kafka/listeners")) {
            ports.append(", {name: tcp-%s, containerPort: %s}"
                    .formatted(text(listener.path("name")), text(listener.path("port"))));
        }
        if (kafka.at("/spec/kafka").has("metricsConfig")) {
            ports.append(", {name: tcp-prometheus, containerPort: 9404}");
        }
        return ports.toString();
    }

    private void cloudNativePg(Document document) {
        String cluster = document.name();
        Map<String, String> labels = Yaml.texts(document.at("/spec/inheritedMetadata/labels"));
        labels.put("cnpg.io/cluster", cluster);
        labels.put("cnpg.io/podRole", "instance");
        labels.put("cnpg.io/instanceRole", "primary");
        String port = "{name: postgresql, containerPort: 5432}";
        pod(
                document,
                labels,
                MissingNode.getInstance(),
                port + ", {name: metrics, containerPort: 9187}, {name: status, containerPort: 8000}");
        String selector = "{cnpg.io/cluster: %s, cnpg.io/podRole: instance}".formatted(cluster);
        JsonNode managed = document.at("/spec/managed/services");
        List<String> disabled = managed.path("disabledDefaultServices").values().stream()
                .map(Yaml::text)
                .toList();
        Stream.of("rw", "ro", "r")
                .filter(kind -> !disabled.contains(kind))
                .forEach(kind -> service(cluster + "-" + kind, selector, port));
        managed.path("additional")
                .forEach(more -> service(text(more, "/serviceTemplate/metadata/name"), selector, port));
        secrets.add(cluster + "-app");
        if (document.at("/spec/enableSuperuserAccess").asBoolean(false)) {
            secrets.add(cluster + "-superuser");
        }
    }

    private void pod(Document owner, Map<String, String> labels, JsonNode template, String ports) {
        labels.putAll(Yaml.texts(template.at("/pod/metadata/labels")));
        ObjectNode pod = (ObjectNode)
                Yaml.read("metadata: {labels: {}}\nspec: {containers: [{name: main, ports: [%s]}]}".formatted(ports));
        ObjectNode written = (ObjectNode) pod.at("/metadata/labels");
        labels.forEach(written::put);
        pods.add(new Pod(owner, pod, true));
    }

    private void service(String name, String selector, String ports) {
        services.add(new Document(
                Yaml.read("apiVersion: v1\nkind: Service\nmetadata: {name: %s}\nspec: {selector: %s, ports: [%s]}"
                        .formatted(name, selector, ports.replace("containerPort", "port")))));
    }
}
