package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What an overlay makes of an empty cluster: its documents, and the pods, Services and Secrets that follow from them, those that
 * the operators make included.
 */
final class Cluster {

    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "Job");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");

    private final String overlay;
    private final List<Document> documents;
    private final List<Pod> pods = new ArrayList<>();
    private final List<Document> services;
    private final Operators operators;
    private final Map<Pod, Map<String, String>> environments = new HashMap<>();

    Cluster(String overlay, List<Document> documents) {
        this.overlay = overlay;
        this.documents = documents;
        operators = new Operators(documents);
        services = new ArrayList<>(all("Service"));
        services.addAll(operators.services());
        documents.stream()
                .filter(document -> WORKLOADS.contains(document.kind()))
                .forEach(document -> pods.add(new Pod(document, document.at("/spec/template"), false)));
        documents.stream()
                .filter(document -> document.kind().equals("CronJob"))
                .forEach(
                        document -> pods.add(new Pod(document, document.at("/spec/jobTemplate/spec/template"), false)));
        pods.addAll(operators.pods());
        pods.forEach(pod -> environments.put(pod, environment(pod)));
    }

    String overlay() {
        return overlay;
    }

    List<Document> documents() {
        return documents;
    }

    List<Document> all(String kind) {
        return documents.stream()
                .filter(document -> document.kind().equals(kind))
                .toList();
    }

    Optional<Document> find(String kind, String name) {
        return all(kind).stream()
                .filter(document -> document.name().equals(name))
                .findFirst();
    }

    /** All pods, those of the operators included. */
    List<Pod> pods() {
        return pods;
    }

    /** The pods whose specification we write. */
    List<Pod> ours() {
        return pods.stream().filter(pod -> !pod.byOperator()).toList();
    }

    /** The pods that run one of the nine modules. */
    List<Pod> modules() {
        return pods.stream().filter(pod -> pod.module().isPresent()).toList();
    }

    Optional<Document> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    List<Pod> behind(Document service) {
        return pods.stream()
                .filter(pod -> Selector.selectsPlainly(service.at("/spec/selector"), pod.labels()))
                .toList();
    }

    boolean isMadeByOperator(String secret) {
        return operators.secrets().contains(secret);
    }

    int brokers() {
        return operators.brokers()
                + find("StatefulSet", "kafka")
                        .map(kafka -> kafka.at("/spec/replicas").asInt(1))
                        .orElse(0);
    }

    /** The autoscaler of a workload. */
    Optional<Document> autoscaler(Document workload) {
        return all("HorizontalPodAutoscaler").stream()
                .filter(scaler -> text(scaler.json(), "/spec/scaleTargetRef/kind")
                                .equals(workload.kind())
                        && text(scaler.json(), "/spec/scaleTargetRef/name").equals(workload.name()))
                .findFirst();
    }

    int fewest(Document workload) {
        return autoscaler(workload)
                .map(scaler -> scaler.at("/spec/minReplicas").asInt(1))
                .orElse(workload.at("/spec/replicas").asInt(1));
    }

    int most(Document workload) {
        return autoscaler(workload)
                .map(scaler -> scaler.at("/spec/maxReplicas").asInt(1))
                .orElse(workload.at("/spec/replicas").asInt(1));
    }

    /** All variables of a pod's containers whose values the manifests tell, without those from Secrets. */
    Map<String, String> variables(Pod pod) {
        return environments.get(pod);
    }

    /** A property as the module in the pod gets it: from the environment, the image or its own file, in this order. */
    String setting(Pod pod, String property) {
        String module = pod.module().orElseThrow();
        // Spring leaves dashes out of a variable's name, or takes underscores for them.
        String upper = property.replace('.', '_').toUpperCase(Locale.ROOT);
        String value = Stream.of(variables(pod), Project.image())
                .flatMap(variables ->
                        Stream.of(variables.get(upper.replace("-", "")), variables.get(upper.replace('-', '_'))))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Project.property(module, property));
        return value.replace("${spring.application.name}", Project.property(module, "spring.application.name"));
    }

    private Map<String, String> environment(Pod pod) {
        Map<String, String> variables = new TreeMap<>();
        for (JsonNode container : pod.containers()) {
            for (JsonNode from : container.path("envFrom")) {
                find("ConfigMap", text(from, "/configMapRef/name"))
                        .ifPresent(map -> map.at("/data")
                                .properties()
                                .forEach(entry -> variables.put(
                                        text(from.path("prefix")) + entry.getKey(), text(entry.getValue()))));
            }
            for (JsonNode variable : container.path("env")) {
                String value = text(variable.path("value"));
                if (variable.has("valueFrom")) {
                    value = find("ConfigMap", text(variable, "/valueFrom/configMapKeyRef/name"))
                            .map(map -> text(map.at("/data").path(text(variable, "/valueFrom/configMapKeyRef/key"))))
                            .orElse("");
                }
                variables.put(
                        text(variable.path("name")),
                        VARIABLE.matcher(value)
                                .replaceAll(reference -> Matcher.quoteReplacement(
                                        variables.getOrDefault(reference.group(1), reference.group()))));
            }
        }
        return variables;
    }
}
