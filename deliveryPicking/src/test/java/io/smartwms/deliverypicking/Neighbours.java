package io.smartwms.deliverypicking;

import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Contracts;
import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks as deliveryOrder and stock do, in the words of the contract's samples, and reads what picking shows. */
class Neighbours {

    static final String ORDERED = "DeliveryOrdered";
    static final String ASSIGNED = "StockAssigned";
    static final String CANCELED = "DeliveryOrderCanceled";

    private static final int PARTITIONS = 12;
    private static final AtomicLong IDS = new AtomicLong();

    private final Http http;
    private final Topic topic;
    private final Set<Integer> spokenOn = new HashSet<>();

    Neighbours(Http http, Topic topic) {
        this.http = http;
        this.topic = topic;
    }

    /** An id that no test has used. */
    static long newId() {
        return IDS.incrementAndGet();
    }

    void say(long id, String... types) {
        for (String type : types) {
            ObjectNode body = (ObjectNode) Contracts.sample(type);
            body.put("id", id);
            if (body.has("deliveryOrderId")) {
                body.put("deliveryOrderId", id);
            }
            spokenOn.add(topic.publish(type, id, body).partition());
        }
    }

    /**
     * Returns when everything said so far is handled and what it caused is on the topic: each partition is in order, so it
     * is enough to see a marker go through behind the rest.
     */
    void settle() {
        Set<String> markers = new HashSet<>();
        for (int partition : Set.copyOf(spokenOn)) {
            long marker = newId();
            while (partitionOf(marker) != partition) {
                marker = newId();
            }
            say(marker, ORDERED);
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

    /** An instruction to which the given has happened. */
    long after(String... types) {
        long id = newId();
        say(id, types);
        settle();
        return id;
    }

    JsonNode row(long id) {
        return http.get(path(id)).isStatus(200).json();
    }

    static String path(long id) {
        return "/deliveryPickings/" + id;
    }

    /** Events that could not be handled, or still wait for what they build on. */
    JsonNode parked() {
        return http.get("/actuator/parked").isStatus(200).json().path("parked");
    }
}
