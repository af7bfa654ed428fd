package io.smartwms.harness;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of all events: what was ever said on it, and what nobody should ever say. */
public final class Topic {

    private static final String NAME = "wms";

    /** For each event what must have been said of its order before it, where one causes the other. */
    private static final Map<String, String> CAUSES = Map.of(
            "DeliveryOrdered", "Ordered",
            "PickingOrdered", "DeliveryOrdered",
            "StockShort", "DeliveryOrdered",
            "PickingConfirmed", "StockAssigned",
            "PackingOrdered", "PickingConfirmed",
            "PackingConfirmed", "PackingOrdered",
            "DeliveryOrderPacked", "PackingConfirmed",
            "LogisticsInterfaced", "DeliveryOrderPacked",
            "OrderCanceled", "Ordered");

    /** Events about a product; all others are about an order. */
    private static final Set<String> ABOUT_PRODUCTS =
            Set.of("ProductRegistered", "StockRegistered", "StockIncreased", "StockDecreased");

    private static final String POISONER = "/chaos";

    private final String broker;

    public Topic(String broker) {
        this.broker = broker;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "max.poll.records", 5_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Everything from one offset on, or all of it. */
    private List<ConsumerRecord<String, byte[]>> read(Map<TopicPartition, Long> from, int most) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            while (records.size() < most
                    && from.keySet().stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            }
        }
        return records;
    }

    private List<ConsumerRecord<String, byte[]>> readAll() {
        Map<TopicPartition, Long> begin = new HashMap<>();
        ends().keySet().forEach(partition -> begin.put(partition, 0L));
        return read(begin, Integer.MAX_VALUE);
    }

    /** How many events are on it. */
    public long size() {
        return ends().values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(consumer.partitionsFor(NAME).stream()
                    .map(p -> new TopicPartition(NAME, p.partition()))
                    .toList());
        }
    }

    /** Says up to so many events a second time, all of one stretch of one partition; returns how many. */
    public int repeat(Random random, int most) throws InterruptedException, ExecutionException {
        List<Map.Entry<TopicPartition, Long>> filled =
                ends().entrySet().stream().filter(end -> end.getValue() > 0).toList();
        if (filled.isEmpty()) {
            return 0;
        }
        Map.Entry<TopicPartition, Long> chosen = filled.get(random.nextInt(filled.size()));
        long from = random.nextLong(chosen.getValue());
        // Poison said again would be another poison, and nobody keeps account of that one.
        List<ConsumerRecord<String, byte[]>> stretch = read(Map.of(chosen.getKey(), from), most).stream()
                .filter(record -> !isPoison(record))
                .limit(most)
                .toList();
        send(stretch.stream()
                .map(record ->
                        new ProducerRecord<>(NAME, record.partition(), record.key(), record.value(), record.headers()))
                .toList());
        return stretch.size();
    }

    /** Says something that no reader can handle; returns where. */
    public String poison(Poison poison, String key) throws InterruptedException, ExecutionException {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(NAME, key, poison.payload(key));
        Map.of(
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", poison.type(),
                        "ce_source", POISONER,
                        "ce_time", Instant.now().toString(),
                        "ce_specversion", "1.0")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        RecordMetadata at = send(List.of(record)).get(0);
        return NAME + "-" + at.partition() + "@" + at.offset();
    }

    private List<RecordMetadata> send(List<ProducerRecord<String, byte[]>> records)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "max.request.size", 1 << 20, "compression.type", "lz4"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<RecordMetadata> acknowledged = new ArrayList<>();
            for (ProducerRecord<String, byte[]> record : records) {
                acknowledged.add(producer.send(record).get());
            }
            return acknowledged;
        }
    }

    /** Lets the broker forget how far the service has read; possible only while the service is away. */
    public void forgetPosition(String service) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.deleteConsumerGroups(List.of(service)).all().get();
        }
    }

    /** Whether the broker still counts somebody as a reader for the service. */
    public boolean hasReaders(String service) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            return admin.describeConsumerGroups(List.of(service)).all().get().values().stream()
                    .anyMatch(group -> !group.members().isEmpty());
        }
    }

    /** One event per transition, once repetitions are set aside, and none before what caused it. */
    public List<Violation> violations() {
        Map<String, Map<String, Set<String>>> said = new HashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : readAll()) {
            String type = header(record, "ce_type");
            if (isPoison(record) || ABOUT_PRODUCTS.contains(type)) {
                continue;
            }
            String order = order(record);
            Map<String, Set<String>> ofOrder = said.computeIfAbsent(order, key -> new LinkedHashMap<>());
            String cause = CAUSES.get(type);
            if (cause != null && !ofOrder.containsKey(cause)) {
                violations.add(
                        new Violation("order of events", type + " of order " + order + " was said before " + cause));
            }
            Set<String> ids = ofOrder.computeIfAbsent(type, t -> new HashSet<>());
            ids.add(header(record, "ce_id"));
            if (ids.size() == 2) {
                violations.add(
                        new Violation("one event per transition", type + " of order " + order + " is two events"));
            }
        }
        return violations;
    }

    /** That nothing of what was said of these orders was said twice: when nothing breaks, each event leaves once. */
    public List<Violation> repetitions(Set<String> orders) {
        Set<String> ids = new HashSet<>();
        return readAll().stream()
                .filter(record -> !isPoison(record)
                        && !ABOUT_PRODUCTS.contains(header(record, "ce_type"))
                        && orders.contains(order(record))
                        && !ids.add(header(record, "ce_id")))
                .map(record -> new Violation(
                        "each event leaves once",
                        header(record, "ce_type") + " of order " + order(record) + " was said twice"))
                .toList();
    }

    /** The key is that of the parcel. */
    private static String order(ConsumerRecord<?, byte[]> record) {
        return Api.JSON.readTree(record.value()).path("id").asString();
    }

    private static boolean isPoison(ConsumerRecord<?, ?> record) {
        return header(record, "ce_source").equals(POISONER);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
