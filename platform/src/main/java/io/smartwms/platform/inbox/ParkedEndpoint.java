package io.smartwms.platform.inbox;

import io.smartwms.platform.inbox.ParkedEvents.State;
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
 * The operator's view of events that are kept aside: {@code GET /actuator/parked} lists them, {@code POST
 * /actuator/parked/{id}} hands one (and those behind it) over again, {@code DELETE /actuator/parked/{id}} discards it for
 * good; those behind it follow. Without an id, all that have failed are meant.
 */
@Endpoint(id = "parked")
class ParkedEndpoint {

    private static final int MOST = 1000;

    private final ParkedEvents parked;
    private final Inbox inbox;

    ParkedEndpoint(ParkedEvents parked, Inbox inbox) {
        this.parked = parked;
        this.inbox = inbox;
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
        return Map.of("parked", parked.list(MOST).stream().map(Entry::of).toList());
    }

    @ReadOperation
    @Nullable
    Entry one(@Selector long id) {
        return parked.find(id).map(Entry::of).orElse(null);
    }

    /** Answers with how many events went through. */
    @WriteOperation
    Map<String, Integer> replayAll() {
        return Map.of(
                "replayed", parked.failedKeys().stream().mapToInt(inbox::replay).sum());
    }

    /** Answers with how many events went through. */
    @WriteOperation
    WebEndpointResponse<Map<String, Integer>> replay(@Selector long id) {
        return parked.find(id)
                .map(row -> new WebEndpointResponse<>(
                        Map.of("replayed", inbox.replay(row.event().key()))))
                .orElse(new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }

    /** Those behind them that fail in their turn are not meant; they are there to be looked at. */
    @DeleteOperation
    Map<String, Integer> discardAll() {
        return Map.of("discarded", inbox.discard(parked.failed()));
    }

    @DeleteOperation
    WebEndpointResponse<Map<String, Integer>> discard(@Selector long id) {
        return parked.find(id)
                .map(row -> new WebEndpointResponse<>(Map.of("discarded", inbox.discard(List.of(id)))))
                .orElse(new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND));
    }
}
