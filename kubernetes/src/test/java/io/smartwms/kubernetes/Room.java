package io.smartwms.kubernetes;

import static io.smartwms.kubernetes.Yaml.text;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What the pods of an overlay request, beside what its machine has.
 *
 * @param cpu in processors
 * @param memory in bytes
 */
record Room(BigDecimal cpu, BigDecimal memory) {

    private static final Room NONE = new Room(BigDecimal.ZERO, BigDecimal.ZERO);

    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    /** | `local` | 2 CPUs, 8 GiB | … |; nodes of a cluster together. */
    private static final String MACHINE = "\\| `%s` \\| (?:(\\d+) × )?(\\d+) CPUs, (\\d+) GiB \\|";

    /** What kind's own pods request, as of Kubernetes 1.34, and the metrics server, without which nothing scales. */
    private static final Room KIND = of("950m", "290Mi");

    private static final Room METRICS_SERVER = of("100m", "200Mi");

    static void check(Cluster cluster, Complaints complaints) {
        Room machine = machine(cluster.overlay());
        Room taken = needed(cluster).plus(others(cluster.overlay()));
        if (taken.cpu.compareTo(machine.cpu) > 0 || taken.memory.compareTo(machine.memory) > 0) {
            complaints.add(
                    cluster.overlay(),
                    "its pods, and what is there besides, request %s; the manual promises that %s do",
                    taken,
                    machine);
        }
    }

    /** The row of the manual's table: the machine, and what is requested by one replica of everything and in the worst case. */
    static String row(Cluster cluster) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        cluster.overlay(),
                        match(cluster.overlay()).group().replaceFirst(".*\\| (.*) \\|", "$1"),
                        requested(cluster, cluster::fewest),
                        needed(cluster));
    }

    /** In production at the smallest scale, which is what the manual counts nodes for; elsewhere fully scaled out. */
    private static Room needed(Cluster cluster) {
        boolean grows = cluster.overlay().equals("production");
        Room room = requested(cluster, grows ? cluster::fewest : cluster::most);
        // An update starts one more pod before an old one goes, and goes on as soon as it is ready.
        Room largest = cluster.modules().stream()
                .map(Room::of)
                .reduce(NONE, (one, other) -> new Room(one.cpu.max(other.cpu), one.memory.max(other.memory)));
        return room.plus(largest);
    }

    private static Room requested(Cluster cluster, ToIntFunction<Document> replicas) {
        Stream<Room> ours = cluster.ours().stream().map(pod -> of(pod).times(replicas.applyAsInt(pod.owner())));
        Stream<Room> operators = cluster.documents().stream()
                .filter(document -> List.of("KafkaNodePool", "Cluster").contains(document.kind()))
                .map(document -> of(document.spec().path("resources"))
                        .times(document.at("/spec/replicas")
                                .asInt(document.at("/spec/instances").asInt(1))));
        Stream<Room> besides = cluster.all("Kafka").stream()
                .map(kafka -> of(kafka.at("/spec/entityOperator/topicOperator/resources")));
        return Stream.of(ours, operators, besides).flatMap(rooms -> rooms).reduce(NONE, Room::plus);
    }

    private static Room others(String overlay) {
        return switch (overlay) {
            case "local" -> KIND;
            case "demo" -> KIND.plus(METRICS_SERVER);
            default -> NONE;
        };
    }

    private static Room machine(String overlay) {
        MatchResult match = match(overlay);
        int nodes = Optional.ofNullable(match.group(1)).map(Integer::parseInt).orElse(1);
        return of(match.group(2), match.group(3) + "Gi").times(nodes);
    }

    private static MatchResult match(String overlay) {
        try {
            return Pattern.compile(MACHINE.formatted(overlay))
                    .matcher(Files.readString(Path.of("README.md")))
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "The manual does not name the machine that " + overlay + " runs on"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Containers that prepare come before the others: a pod requests the more of the two. */
    private static Room of(Pod pod) {
        Room stay = pod.mainContainers().stream()
                .map(container -> of(container.path("resources")))
                .reduce(NONE, Room::plus);
        Room prepare = pod.spec().path("initContainers").values().stream()
                .map(container -> of(container.path("resources")))
                .reduce(NONE, (one, other) -> new Room(one.cpu.max(other.cpu), one.memory.max(other.memory)));
        return new Room(stay.cpu.max(prepare.cpu), stay.memory.max(prepare.memory));
    }

    private static Room of(JsonNode resources) {
        return of(text(resources, "/requests/cpu"), text(resources, "/requests/memory"));
    }

    private static Room of(String cpu, String memory) {
        return new Room(number(cpu), number(memory));
    }

    /** Nothing for what is no quantity, which {@link Types} reports, and for what is missing. */
    private static BigDecimal number(String quantity) {
        try {
            return quantity.isEmpty()
                    ? BigDecimal.ZERO
                    : Quantity.fromString(quantity).getNumber();
        } catch (QuantityFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    private Room plus(Room other) {
        return new Room(cpu.add(other.cpu), memory.add(other.memory));
    }

    private Room times(int number) {
        return new Room(cpu.multiply(BigDecimal.valueOf(number)), memory.multiply(BigDecimal.valueOf(number)));
    }

    @Override
    public String toString() {
        return "%s CPUs, %s GiB"
                .formatted(
                        cpu.stripTrailingZeros().toPlainString(),
                        memory.divide(GIB, 1, RoundingMode.HALF_UP).toPlainString());
    }
}
