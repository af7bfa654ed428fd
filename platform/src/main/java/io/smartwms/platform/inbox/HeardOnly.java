package io.smartwms.platform.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchInterceptor;

/**
 * Takes out of each poll what no policy listens to, before it is made into messages: half of all that a service receives. The
 * container goes on with the whole poll: its end is the reader's new position, and the place where a batch has to wait, counted
 * in what is left, lies never behind the event that has to wait.
 */
record HeardOnly(Policies policies) implements BatchInterceptor<byte[], byte[]> {

    @Override
    public ConsumerRecords<byte[], byte[]> intercept(
            ConsumerRecords<byte[], byte[]> records, Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> heard = new LinkedHashMap<>();
        for (TopicPartition partition : records.partitions()) {
            heard.put(
                    partition,
                    records.records(partition).stream()
                            .filter(record -> policies.listensTo(Envelope.type(record)))
                            .toList());
        }
        return new ConsumerRecords<>(heard, records.nextOffsets());
    }
}
