package io.smartwms.platform.consumer;

import io.smartwms.platform.wire.Envelope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchInterceptor;

/**
 * Removes records of event types that no policy handles from each poll, before they are converted: half of all that a service
 * receives. The consumer's position still moves over the whole poll; the index at which a failed batch is retried, counted in what is
 * left, is never behind the failed event.
 */
record SubscribedTypesFilter(Policies policies) implements BatchInterceptor<byte[], byte[]> {

    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
            ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> subscribed = new LinkedHashMap<>();
        for (TopicPartition partition : records.partitions()) {
            subscribed.put(
                    partition,
                    records.records(partition).stream()
                            .filter(record -> policies.listensTo(Envelope.type(record)))
                            .toList());
        }
        return new ConsumerRecords<>(subscribed, records.nextOffsets());
    }
}
