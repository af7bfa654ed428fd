package io.smartwms.platform.outbox;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.config.ProducerMessageHandlerCustomizer;
import org.springframework.integration.kafka.outbound.KafkaProducerMessageHandler;
import org.springframework.integration.kafka.support.KafkaIntegrationHeaders;
import org.springframework.messaging.MessageChannel;

/**
 * Where the broker's answer to one sent event ends up. It travels with the message as the future token and is filled in by
 * the binder's handler: {@code StreamBridge.send} itself returns before the broker has answered.
 */
final class Acknowledgement {

    private @Nullable CompletableFuture<?> future;

    CompletableFuture<?> future() {
        return future == null
                ? CompletableFuture.failedFuture(
                        new IllegalStateException("The binder has not handed the event to Kafka"))
                : future;
    }

    /** Tells the binder's producer to hand over its futures. */
    static ProducerMessageHandlerCustomizer<KafkaProducerMessageHandler<?, ?>> customizer() {
        MessageChannel futures = (message, timeout) -> {
            if (message.getHeaders().get(KafkaIntegrationHeaders.FUTURE_TOKEN) instanceof Acknowledgement waiting) {
                waiting.future = (CompletableFuture<?>) message.getPayload();
            }
            return true;
        };
        return (handler, destination) -> handler.setFuturesChannel(futures);
    }
}
