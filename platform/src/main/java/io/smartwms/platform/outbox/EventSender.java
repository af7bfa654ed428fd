package io.smartwms.platform.outbox;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.config.ProducerMessageHandlerCustomizer;
import org.springframework.integration.kafka.outbound.KafkaProducerMessageHandler;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Where events leave for the broker. The binder makes the topic and the producer, again and again until the broker is there;
 * what is sent goes straight into that producer, whose answer the relay waits for. The binding's own channel would first make
 * a message of a record that is ready, and a record of the message.
 */
class EventSender implements ProducerMessageHandlerCustomizer<KafkaProducerMessageHandler<?, ?>> {

    private volatile @Nullable KafkaTemplate<byte[], byte[]> template;

    @Override
    @SuppressWarnings("unchecked")
    public void configure(KafkaProducerMessageHandler<?, ?> handler, String destination) {
        template = (KafkaTemplate<byte[], byte[]>) handler.getKafkaTemplate();
    }

    /** Whether the broker has ever been reached. */
    boolean isBound() {
        return template != null;
    }

    /** Returns the broker's answer to come. Never throws. */
    CompletableFuture<?> send(ProducerRecord<byte[], byte[]> event) {
        KafkaTemplate<byte[], byte[]> bound = template;
        if (bound == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("The broker has not been reached yet"));
        }
        try {
            return bound.send(event);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
