package io.smartwms.launcher.backup;

import io.smartwms.launcher.installation.Failure;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of the topic in a backup, independent of the broker's own files: for each its partition, offset, time, key, value and
 * headers. A restored record has the same offset as before, since parked events are identified by it.
 */
final class TopicFile {

    private static final int END = -1;
    private static final int MAX_UNACKNOWLEDGED = 10_000;

    private TopicFile() {}

    /** Writes all records before the given offsets; returns how many. */
    static long write(String broker, Map<TopicPartition, Long> ends, OutputStream to) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                5_000);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to, 1 << 16));
        long written = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> open = new ArrayList<>(ends.keySet());
            open.removeIf(partition -> ends.getOrDefault(partition, 0L) == 0);
            consumer.assign(open);
            consumer.seekToBeginning(open);
            while (!open.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.offset()
                            < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                        write(record, out);
                        written++;
                    }
                }
                if (open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))) {
                    consumer.assign(open);
                }
            }
        }
        out.writeInt(END);
        out.flush();
        return written;
    }

    private static void write(ConsumerRecord<byte[], byte[]> record, DataOutputStream out) throws IOException {
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        out.writeLong(record.timestamp());
        write(record.key(), out);
        write(record.value(), out);
        Header[] headers = record.headers().toArray();
        out.writeInt(headers.length);
        for (Header header : headers) {
            out.writeUTF(header.key());
            write(header.value(), out);
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /**
     * Sends the records to an empty topic.
     *
     * @throws IOException the file ends too early, or a record did not get the offset it had
     */
    static long read(String broker, String topic, InputStream from) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker, "acks", "all", "enable.idempotence", true, "compression.type", "lz4");
        DataInputStream in = new DataInputStream(from);
        long read = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<Future<RecordMetadata>, Long> sent = new HashMap<>();
            for (int partition = in.readInt(); partition != END; partition = in.readInt()) {
                long offset = in.readLong();
                long time = in.readLong();
                byte[] key = bytes(in);
                byte[] value = bytes(in);
                Headers headers = new RecordHeaders();
                for (int left = in.readInt(); left > 0; left--) {
                    headers.add(in.readUTF(), bytes(in));
                }
                sent.put(producer.send(new ProducerRecord<>(topic, partition, time, key, value, headers)), offset);
                read++;
                if (sent.size() == MAX_UNACKNOWLEDGED) {
                    await(sent);
                }
            }
            await(sent);
        } catch (EOFException cutOff) {
            throw new IOException("its copy of the topic is truncated", cutOff);
        }
        return read;
    }

    private static byte @Nullable [] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }

    private static void await(Map<Future<RecordMetadata>, Long> sent) throws IOException {
        try {
            for (Map.Entry<Future<RecordMetadata>, Long> each : sent.entrySet()) {
                long offset = each.getKey().get().offset();
                if (offset != each.getValue()) {
                    throw new IOException("a record of offset " + each.getValue() + " got " + offset);
                }
            }
            sent.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("the broker does not take the records: " + Failure.rootMessage(e), e);
        }
    }
}
