package io.smartwms.platform.test;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes the events that a service consumes, made from the contract's samples, and reads what the service shows of the order that they
 * are about.
 */
public abstract class UpstreamEvents {

    private static final int PARTITIONS = 12;
    private static final AtomicLong IDS = new AtomicLong();

    private final Http http;
    private final Topic topic;
    private final String collection;
    private final String first;
    private final Set<Integer> partitions = new HashSet<>();

    /**
     * @param collection the path of the service's resources
     * @param first the event that creates one, and on which the service publishes another
     */
    protected UpstreamEvents(Http http, Topic topic, String collection, String first) {
        this.http = http;
        this.topic = topic;
        this.collection = collection;
        this.first = first;
    }

    /** An id that no test has used. */
    public static long newId() {
        return IDS.incrementAndGet();
    }

    /** The first of so many ids that follow one another and that no test has used. */
    public static long newParcelId(int lines) {
        return IDS.addAndGet(lines) - lines + 1;
    }

    public void publish(long id, String... types) {
        publishLine(id, 1, 1, types);
    }

    /** Of a line of a parcel: {@code line} of {@code lines}, from 1. */
    public void publishLine(long parcelId, int line, int lines, String... types) {
        for (String type : types) {
            ObjectNode body = Contracts.sample(type, parcelId + line - 1, parcelId, lines);
            if (body.has("invoiceNo")) {
                body.put("invoiceNo", "%012d".formatted(parcelId));
            }
            partitions.add(topic.publish(type, parcelId, body).partition());
        }
    }

    /**
     * Returns when all these events are handled and what they caused is on the topic: each partition is in order, so it is enough
     * to wait for the effect of one more event in each.
     */
    public void awaitHandled() {
        Set<String> markers = new HashSet<>();
        for (int partition : Set.copyOf(partitions)) {
            long marker = newId();
            while (partitionOf(marker) != partition) {
                marker = newId();
            }
            publish(marker, first);
            markers.add(Long.toString(marker));
        }
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .until(() -> topic.published().stream()
                        .map(Topic.Event::key)
                        .collect(Collectors.toSet())
                        .containsAll(markers));
    }

    private static int partitionOf(long id) {
        return BuiltInPartitioner.partitionForKey(Long.toString(id).getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }

    /** A new order about which these events have been handled. */
    public long after(String... types) {
        long id = newId();
        publish(id, types);
        awaitHandled();
        return id;
    }

    public JsonNode row(long id) {
        return http.get(collection + "/" + id).isStatus(200).json();
    }

    /** Events that could not be handled, or still wait for what they build on. */
    public JsonNode parked() {
        return http.get("/actuator/parked").isStatus(200).json().path("parked");
    }
}
