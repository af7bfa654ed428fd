package io.smartwms.platform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The properties of every service. The defaults are in {@code smartwms-defaults.yml}, and so are the
 * other properties of {@code wms.*}, which only other settings refer to: the data folder, the database.
 *
 * @param broker host:port of the Kafka brokers, separated by commas
 * @param topic the one topic of all events
 * @param database which engine holds the service's rows
 * @param outbox how events are published
 * @param inbox how events are consumed
 * @param http limits of a request
 * @param idempotency how long a repeated request is recognised
 */
@Validated
@ConfigurationProperties("wms")
public record WmsProperties(
        @NotBlank String broker,
        @NotBlank String topic,
        @NotNull Database database,
        @Valid @DefaultValue Outbox outbox,
        @Valid @DefaultValue Inbox inbox,
        @Valid @DefaultValue Http http,
        @Valid @DefaultValue Idempotency idempotency) {

    /** The engines that the migrations and the tests run on. */
    public enum Database {
        H2,
        HSQLDB,
        POSTGRESQL
    }

    /**
     * @param batch the most events that are sent to the broker at once
     * @param poll how long the relay waits when no transaction wakes it
     * @param lease how long one relay may hold the right to send without renewing it
     * @param maxEventBytes the largest event; the transaction that publishes a larger one fails, since a
     *     record the broker refuses would let later ones of its key overtake it
     */
    public record Outbox(
            @DefaultValue("500") @Min(1) @Max(10_000) int batch,
            @DefaultValue("500ms") Duration poll,
            @DefaultValue("5s") Duration lease,
            @DefaultValue("16384") @Min(256) @Max(16_384) int maxEventBytes) {}

    /**
     * @param listen whether the service reads the topic at all
     * @param batch the most events handled in one transaction
     * @param concurrency consumers in this process
     * @param attempts how often an event is tried before it is parked, when its failure is not transient
     * @param maxBackoff the longest pause between two tries while the database is away
     */
    public record Inbox(
            @DefaultValue("true") boolean listen,
            @DefaultValue("2000") @Min(1) @Max(5_000) int batch,
            @DefaultValue("1") @Min(1) @Max(64) int concurrency,
            @DefaultValue("3") @Min(1) @Max(20) int attempts,
            @DefaultValue("10s") Duration maxBackoff) {}

    /**
     * @param maxBody the largest body
     * @param requestTimeout how long a client may take to send it
     */
    public record Http(
            @DefaultValue("64KB") DataSize maxBody,
            @DefaultValue("10s") Duration requestTimeout) {}

    /** @param retention how long the first answer to an {@code Idempotency-Key} is remembered */
    public record Idempotency(@DefaultValue("7d") Duration retention) {}
}
