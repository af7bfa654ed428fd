package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import io.kubernetes.client.custom.Quantity;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Rules on replicas, autoscalers and disruption budgets, and on the connections and partitions that replicas share. */
final class Scaling {

    /** How many seconds of load are no start. */
    private static final long SETTLED = 30;

    /** What a service uses that has nothing to do, in thousandths of a processor. */
    private static final int IDLE = 22;

    private Scaling() {}

    static void autoscalers(Cluster cluster, Complaints complaints) {
        for (Document scaler : cluster.all("HorizontalPodAutoscaler")) {
            JsonNode target = scaler.at("/spec/scaleTargetRef");
            var workload = cluster.find(text(target.path("kind")), text(target.path("name")))
                    .filter(found -> found.type().startsWith(text(target.path("apiVersion")) + "/"));
            if (workload.isEmpty()) {
                complaints.add(
                        scaler, "its target %s %s is not there", text(target.path("kind")), text(target.path("name")));
            }
            workload.filter(found -> found.spec().has("replicas"))
                    .ifPresent(
                            found -> complaints.add(found, "sets replicas: each apply undoes what %s scaled", scaler));
            int fewest = scaler.at("/spec/minReplicas").asInt(1);
            int most = scaler.at("/spec/maxReplicas").asInt(1);
            long settles = scaler.at("/spec/behavior/scaleUp/stabilizationWindowSeconds")
                    .asLong(0);
            if (settles < SETTLED) {
                complaints.add(scaler, "scales up after %d s: pods that only start would bring more pods", settles);
            }
            workload.ifPresent(found -> target(scaler, found, complaints));
            if (fewest > most) {
                complaints.add(scaler, "its minimum of %d is above its maximum of %d", fewest, most);
            }
            boolean consumes = Project.module(text(target.path("name")))
                    .filter(Project::isService)
                    .isPresent();
            if (consumes && most > Project.partitions()) {
                complaints.add(
                        scaler,
                        "from pod %d on they get no events: the topic has %d partitions",
                        Project.partitions() + 1,
                        Project.partitions());
            }
        }
        for (Pod pod : cluster.modules()) {
            long scalers = cluster.all("HorizontalPodAutoscaler").stream()
                    .filter(scaler -> text(scaler.json(), "/spec/scaleTargetRef/name")
                            .equals(pod.owner().name()))
                    .count();
            if (scalers > 1) {
                complaints.add(pod, "has %d autoscalers, which work against each other", scalers);
            }
            if (cluster.overlay().equals("production") && cluster.fewest(pod.owner()) < 2) {
                complaints.add(pod, "may be a single pod in production");
            }
        }
    }

    /** Where two idle pods use more than one may, nothing ever goes back to one. */
    private static void target(Document scaler, Document workload, Complaints complaints) {
        String requested = text(workload.json(), "/spec/template/spec/containers/0/resources/requests/cpu");
        int percent =
                scaler.at("/spec/metrics/0/resource/target/averageUtilization").asInt(0);
        if (!requested.isEmpty()) {
            double wanted = Quantity.fromString(requested).getNumber().doubleValue() * 10 * percent;
            if (wanted < 2.2 * IDLE) {
                complaints.add(
                        scaler,
                        "%d %% of %s are %.0fm, and two idle pods take %dm: it would never come back to one",
                        percent,
                        requested,
                        wanted,
                        2 * IDLE);
            }
        }
    }

    static void disruption(Cluster cluster, Complaints complaints) {
        for (Pod pod : cluster.modules()) {
            List<Document> budgets = cluster.all("PodDisruptionBudget").stream()
                    .filter(budget -> Selector.selects(budget.at("/spec/selector"), pod.labels()))
                    .toList();
            // Kubernetes evicts no pod that two budgets speak of.
            if (budgets.size() != 1) {
                complaints.add(pod, "%d PodDisruptionBudgets speak of it instead of one", budgets.size());
            }
            int fewest = cluster.fewest(pod.owner());
            for (Document budget : budgets) {
                String available = text(budget.json(), "/spec/minAvailable");
                String unavailable = text(budget.json(), "/spec/maxUnavailable");
                int mayGo = available.isEmpty() ? of(unavailable, fewest) : fewest - of(available, fewest);
                if (mayGo < 1) {
                    complaints.add(budget, "of %d pods none may go: no node can be drained", fewest);
                }
            }
        }
    }

    /** A number or a share of the pods, which Kubernetes rounds up. */
    private static int of(String numberOrPercent, int pods) {
        return numberOrPercent.endsWith("%")
                ? (Integer.parseInt(numberOrPercent.replace("%", "")) * pods + 99) / 100
                : numberOrPercent.isEmpty() ? 0 : Integer.parseInt(numberOrPercent);
    }

    static void kafka(Cluster cluster, Complaints complaints) {
        int brokers = cluster.brokers();
        if (cluster.overlay().equals("production") && brokers < 3) {
            complaints.add(
                    cluster.overlay(),
                    "%d brokers: with fewer than three, one that is missing stops all events",
                    brokers);
        }
        for (Pod pod : cluster.modules()) {
            String copies = cluster.setting(pod, "wms.replication");
            if (!copies.isEmpty() && Integer.parseInt(copies) > brokers) {
                complaints.add(pod, "wants %s copies of the topic from %d brokers", copies, brokers);
            }
        }
        for (Map.Entry<Document, Map<String, String>> broker :
                brokerSettings(cluster).entrySet()) {
            Map<String, String> settings = broker.getValue();
            settings.forEach((name, value) -> {
                if (name.endsWith("replication.factor") && Integer.parseInt(value) > brokers) {
                    complaints.add(broker.getKey(), "%s is %s, and there are %d brokers", name, value, brokers);
                }
            });
            int copies = Integer.parseInt(settings.getOrDefault("default.replication.factor", "1"));
            int needed = Integer.parseInt(settings.getOrDefault("min.insync.replicas", "1"));
            if (copies > 1 && needed >= copies) {
                complaints.add(
                        broker.getKey(),
                        "min.insync.replicas %d of %d: one broker's restart stops all events",
                        needed,
                        copies);
            }
        }
        for (Document topic : cluster.all("KafkaTopic")) {
            if (topic.at("/spec/partitions").asInt(0) < Project.partitions()) {
                complaints.add(
                        topic, "has fewer than the %d partitions that the services ask for", Project.partitions());
            }
            if (topic.at("/spec/replicas").asInt(1) > brokers) {
                complaints.add(topic, "wants %s copies from %d brokers", text(topic.json(), "/spec/replicas"), brokers);
            }
            if (!text(topic.at("/spec/config").path("retention.ms")).equals("-1")) {
                complaints.add(topic, "forgets events: retention.ms is not -1, and views are rebuilt from the topic");
            }
        }
    }

    private static Map<Document, Map<String, String>> brokerSettings(Cluster cluster) {
        Map<Document, Map<String, String>> settings = new HashMap<>();
        cluster.all("Kafka").forEach(kafka -> settings.put(kafka, Yaml.texts(kafka.at("/spec/kafka/config"))));
        for (Document map : cluster.all("ConfigMap")) {
            String file = text(map.at("/data").path("server.properties"));
            if (!file.isEmpty()) {
                Properties properties = new Properties();
                try {
                    properties.load(new StringReader(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Map<String, String> texts = new TreeMap<>();
                properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
                settings.put(map, texts);
            }
        }
        return settings;
    }

    static void databases(Cluster cluster, Complaints complaints) {
        connections(cluster, complaints);
        Map<String, Pod> owners = new HashMap<>();
        for (Pod pod : cluster.modules()) {
            if (!Project.isService(pod.module().orElseThrow())) {
                continue;
            }
            if (!cluster.setting(pod, "wms.database").equalsIgnoreCase("postgresql")) {
                complaints.add(
                        pod,
                        "runs on an embedded database, which one process owns: no second pod, not even in an update");
                continue;
            }
            String url = cluster.setting(pod, "wms.postgresql.url");
            String database = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
            Pod other = owners.put(database, pod);
            if (other != null) {
                complaints.add(pod, "shares the database %s with %s", database, other);
            }
            if (!isMade(cluster, database)) {
                complaints.add(pod, "nobody makes its database %s", database);
            }
        }
    }

    /** Connections that the services' pools open when all are scaled out and all are being updated. */
    private static void connections(Cluster cluster, Complaints complaints) {
        int wanted = cluster.modules().stream()
                .filter(pod -> Project.isService(pod.module().orElseThrow()))
                .mapToInt(pod -> {
                    int most = cluster.most(pod.owner());
                    String surge = text(pod.owner().json(), "/spec/strategy/rollingUpdate/maxSurge");
                    int pool = Integer.parseInt(cluster.setting(pod, "spring.datasource.hikari.maximum-pool-size"));
                    return (most + of(surge, most)) * pool;
                })
                .sum();
        int allowed = cluster.all("Cluster").stream()
                .map(server -> text(server.json(), "/spec/postgresql/parameters/max_connections"))
                .findFirst()
                .or(() -> cluster.find("StatefulSet", "postgresql").stream()
                        .flatMap(server -> server.at("/spec/template/spec/containers/0/args").values().stream())
                        .map(Yaml::text)
                        .filter(argument -> argument.startsWith("max_connections="))
                        .map(argument -> argument.replace("max_connections=", ""))
                        .findFirst())
                .map(Integer::parseInt)
                .orElse(100);
        if (wanted > allowed) {
            complaints.add(
                    cluster.overlay(), "its services may want %d connections, and PostgreSQL has %d", wanted, allowed);
        }
    }

    private static boolean isMade(Cluster cluster, String database) {
        Pattern statement =
                Pattern.compile("create database \"?" + Pattern.quote(database) + "\"?[ ;]", Pattern.CASE_INSENSITIVE);
        return cluster.all("ConfigMap").stream()
                        .flatMap(map -> map.at("/data").values().stream())
                        .anyMatch(script -> statement.matcher(text(script)).find())
                || cluster.all("Database").stream()
                        .anyMatch(made -> text(made.json(), "/spec/name").equals(database)
                                && cluster.find("Cluster", text(made.json(), "/spec/cluster/name"))
                                        .isPresent())
                || cluster.all("Cluster").stream()
                        .anyMatch(server -> text(server.json(), "/spec/bootstrap/initdb/database")
                                .equals(database));
    }
}
