package io.smartwms.platform.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The test's own end of the topic: it speaks as the other services would, and hears what the service under test says. */
public class Topic implements DisposableBean {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String name;
    private final String service;
    private final String group;
    private final String broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Event> seen = new ArrayList<>();

    public Topic(Environment environment) {
        this.name = environment.getRequiredProperty("wms.topic");
        this.service = environment.getRequiredProperty("spring.application.name");
        this.group = environment.getRequiredProperty("spring.cloud.stream.bindings.events-in-0.group");
        this.broker = environment.getRequiredProperty("wms.broker");
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        // A broker answers a connection's requests in turn: asked where the topic ends, it would first sit out the half
        // second
        // that a fetch may wait for more.
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "fetch.max.wait.ms", 10),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** An event on the topic, with all its headers. */
    public record Event(
            String type, String key, int partition, long offset, JsonNode body, Map<String, String> headers) {}

    /** Publishes an event as another service would; waits until the broker has it. */
    public Event publish(String type, Object key, Object body) {
        return publish(type, key, body, Map.of());
    }

    /** Publishes an event with more headers than usual. */
    public Event publish(String type, Object key, Object body, Map<String, String> more) {
        return publish(
                type, key, JSON.writeValueAsBytes(body), UUID.randomUUID().toString(), Instant.now(), more);
    }

    /** Publishes an event with every detail given, so that it can be malformed, or repeated with the same id. */
    public Event publish(String type, Object key, byte[] body, String id, Instant time) {
        return publish(type, key, body, id, time, Map.of());
    }

    private Event publish(String type, Object key, byte[] body, String id, Instant time, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("ce_type", type);
        headers.put("ce_id", id);
        headers.put("ce_time", time == null ? null : time.toString());
        headers.put("ce_source", "/test");
        headers.put("ce_specversion", "1.0");
        headers.put("content-type", "application/json");
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(name, key.toString().getBytes(UTF_8), body);
        headers.entrySet().stream()
                .filter(h -> h.getValue() != null)
                .forEach(h -> record.headers().add(h.getKey(), h.getValue().getBytes(UTF_8)));
        try {
            var at = producer.send(record).get();
            return new Event(type, key.toString(), at.partition(), at.offset(), null, headers);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Everything the service under test has published so far, in the topic's order per key. Each event is checked against
     * its contract.
     */
    public synchronized List<Event> published() {
        poll();
        return seen.stream()
                .filter(e -> ("/" + service).equals(e.headers().get("ce_source")))
                .toList();
    }

    public List<Event> published(String type, Object key) {
        return published().stream()
                .filter(e -> Objects.equals(e.type(), type) && e.key().equals(key.toString()))
                .toList();
    }

    /** The types of what was published under a key, in their order. */
    public List<String> typesOf(Object key) {
        return published().stream()
                .filter(e -> e.key().equals(key.toString()))
                .map(Event::type)
                .toList();
    }

    /** Waits until an event of this type and key has been published, and returns the first. */
    public Event awaitEvent(String type, Object key) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> published(type, key), list -> !list.isEmpty())
                .get(0);
    }

    /** Up to where the service under test has read a partition, as it would find out after a crash. */
    public long readUpTo(int partition) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            OffsetAndMetadata read = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(name, partition));
            return read == null ? 0 : read.offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void poll() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> seen.add(event(record)));
        }
    }

    private Event event(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        String type = headers.get("ce_type");
        JsonNode body = null;
        if (("/" + service).equals(headers.get("ce_source"))) {
            body = JSON.readTree(record.value());
            Contracts.validate(type, body);
        }
        return new Event(type, new String(record.key(), UTF_8), record.partition(), record.offset(), body, headers);
    }

    @Override
    public void destroy() {
        producer.close(Duration.ZERO);
        consumer.close();
    }
}
