package io.smartwms.platform.consumer;

import io.smartwms.platform.parking.ParkedEvents;
import io.smartwms.platform.parking.ParkedEvents.State;
import io.smartwms.platform.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The operator's view of parked events: {@code GET /actuator/parked} lists them, {@code POST
 * /actuator/parked/{id}} handles one, and those behind it, again, {@code DELETE /actuator/parked/{id}} discards it for
 * good and handles those behind it. Without an id, all failed events are replayed or discarded.
 */
@Endpoint(id = "parked")
class ParkedEndpoint {

    private static final int MAX_LISTED = 1000;

    private final ParkedEvents parked;
    private final EventDispatcher dispatcher;

    ParkedEndpoint(ParkedEvents parked, EventDispatcher dispatcher) {
        this.parked = parked;
        this.dispatcher = dispatcher;
    }

    record Entry(
            long id,
            State state,
            String reason,
            Instant parkedAt,
            String position,
            String key,
            @Nullable String type,
            @Nullable String eventId,
            @Nullable String time,
            String payload) {

        static Entry of(ParkedEvents.Row row) {
            Envelope event = row.event();
            return new Entry(
                    row.id(),
                    row.state(),
                    row.reason(),
                    row.parkedAt(),
                    event.position().toString(),
                    event.key(),
                    event.type(),
                    event.id(),
                    event.time(),
                    new String(event.payload(), StandardCharsets.UTF_8));
        }
    }

    @ReadOperation
    Map<String, List<Entry>> list() {
        return Map.of("parked", parked.list(MAX_LISTED).stream().map(Entry::of).toList());
    }

    @ReadOperation
    @Nullable
    Entry one(@Selector long id) {
        return parked.find(id).map(Entry::of).orElse(null);
    }

    /** Answers with how many events succeeded. */
    @WriteOperation
    Map<String, Integer> replayAll() {
        return Map.of(
                "replayed",
                parked.failedKeys().stream().mapToInt(dispatcher::replay).sum());
    }

    /** Answers with how many events succeeded. */
    @WriteOperation
    WebEndpointResponse<Map<String, Integer>> replay(@Selector long id) {
        return parked.find(id)
                .map(row -> new WebEndpointResponse<>(
                        Map.of("replayed", dispatcher.replay(row.event().key()))))
                .orElse(new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }

    /** Events behind them that fail in their turn are kept. */
    @DeleteOperation
    Map<String, Integer> discardAll() {
        return Map.of("discarded", dispatcher.discard(parked.failed()));
    }

    @DeleteOperation
    WebEndpointResponse<Map<String, Integer>> discard(@Selector long id) {
        return parked.find(id)
                .map(row -> new WebEndpointResponse<>(Map.of("discarded", dispatcher.discard(List.of(id)))))
                .orElse(new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }
}
