package io.smartwms.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The limit of the flow: events of the same size through the same broker, from one producer to one reader that does nothing. */
final class BrokerLimit {

    private static final int PARTITIONS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] EVENT = new byte[400];

    private final String broker;

    BrokerLimit(String broker) {
        this.broker = broker;
    }

    /** Events a second. */
    double perSecond(int events) throws ExecutionException, InterruptedException {
        String topic = "limit-" + UUID.randomUUID();
        Map<String, Object> where = Map.of("bootstrap.servers", broker);
        try (Admin admin = Admin.create(where)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            long begin = System.nanoTime();
            FutureTask<Void> sender = new FutureTask<>(() -> send(topic, events), null);
            new Thread(sender).start();
            read(topic, events);
            double seconds = (System.nanoTime() - begin) / 1e9;
            sender.get();
            admin.deleteTopics(List.of(topic)).all().get();
            return events / seconds;
        }
    }

    /** Confirmed and packed as the services' events are. */
    private void send(String topic, int events) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker, "acks", "all", "enable.idempotence", false, "compression.type", "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                producer.send(new ProducerRecord<>(topic, Integer.toString(i).getBytes(), EVENT));
            }
        }
    }

    private void read(String topic, int events) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker, "group.id", topic, "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (int read = 0; read < events; ) {
                read += consumer.poll(Duration.ofMillis(500)).count();
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Of %d events %d were read".formatted(events, read));
                }
            }
        }
    }
}
