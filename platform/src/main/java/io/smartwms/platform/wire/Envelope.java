package io.smartwms.platform.wire;

import io.smartwms.platform.event.EventContext;
import io.smartwms.platform.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.messaging.Message;

/**
 * An event as it is on the topic: the record's value is the JSON body, its headers are the attributes of CloudEvents 1.0 in the
 * Kafka protocol binding's binary mode ({@code ce_…}) and the W3C trace context, all of them plain UTF-8 text.
 *
 * @param position topic, partition and offset
 */
public record Envelope(
        Position position,
        String key,
        @Nullable String type,
        @Nullable String id,
        @Nullable String time,
        @Nullable String traceParent,
        byte[] payload) {

    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SOURCE = "ce_source";
    private static final String TIME = "ce_time";
    private static final String CONTENT_TYPE = "content-type";
    private static final String SPEC_VERSION = "ce_specversion";
    private static final String SCHEMA_VERSION = "ce_schemaversion";

    /** Raised when a type's schema changes in a way that a reader of the old one would misunderstand. */
    private static final String CURRENT_SCHEMA = "1";

    /** A place on a topic. */
    public record Position(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    /** The event as it goes to the broker. */
    public static ProducerRecord<byte[], byte[]> record(
            String topic,
            byte[] payload,
            String id,
            String type,
            String key,
            Instant time,
            String source,
            @Nullable String traceParent) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, utf8(key), payload);
        Headers headers = record.headers();
        headers.add(ID, utf8(id));
        headers.add(TYPE, utf8(type));
        headers.add(SOURCE, utf8("/" + source));
        headers.add(TIME, utf8(time.toString()));
        headers.add(SPEC_VERSION, utf8("1.0"));
        headers.add(CONTENT_TYPE, utf8("application/json"));
        headers.add(SCHEMA_VERSION, utf8(CURRENT_SCHEMA));
        if (traceParent != null) {
            headers.add(TraceContext.HEADER, utf8(traceParent));
        }
        return record;
    }

    /** Maps these headers and no others. */
    public static SimpleKafkaHeaderMapper headerMapper() {
        return new SimpleKafkaHeaderMapper("ce_*", TraceContext.HEADER, CONTENT_TYPE, "!*");
    }

    /** The records of one poll, in their order. */
    public static List<Envelope> batch(Message<? extends List<?>> message) {
        List<?> payloads = message.getPayload();
        List<?> keys = list(message, KafkaHeaders.RECEIVED_KEY);
        List<?> topics = list(message, KafkaHeaders.RECEIVED_TOPIC);
        List<?> partitions = list(message, KafkaHeaders.RECEIVED_PARTITION);
        List<?> offsets = list(message, KafkaHeaders.OFFSET);
        List<?> headers = list(message, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        List<Envelope> batch = new ArrayList<>(payloads.size());
        for (int i = 0; i < payloads.size(); i++) {
            Map<?, ?> attributes = (Map<?, ?>) headers.get(i);
            String key = text(keys.get(i));
            batch.add(new Envelope(
                    new Position((String) topics.get(i), (Integer) partitions.get(i), (Long) offsets.get(i)),
                    key == null ? "" : key,
                    text(attributes.get(TYPE)),
                    text(attributes.get(ID)),
                    text(attributes.get(TIME)),
                    text(attributes.get(TraceContext.HEADER)),
                    payloads.get(i) instanceof byte[] bytes ? bytes : new byte[0]));
        }
        return batch;
    }

    /** The event type of a record that has not been converted yet. */
    public static @Nullable String type(ConsumerRecord<?, ?> record) {
        Header type = record.headers().lastHeader(TYPE);
        return type == null ? null : text(type.value());
    }

    private static List<?> list(Message<?> message, String header) {
        if (message.getHeaders().get(header) instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("The binder delivers no batches: header " + header + " is missing");
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Unreadable if an attribute that CloudEvents requires is missing or malformed */
    public EventContext context() {
        if (type == null || id == null || time == null) {
            throw new Unreadable("The header " + (type == null ? TYPE : id == null ? ID : TIME) + " is missing");
        }
        try {
            return new EventContext(id, type, key, Instant.parse(time));
        } catch (DateTimeParseException e) {
            throw new Unreadable("The header " + TIME + " is not a time: " + time);
        }
    }

    /** The record cannot be read as an event, now or ever. */
    public static final class Unreadable extends RuntimeException {

        public Unreadable(String message) {
            super(message, null, false, false);
        }
    }
}
