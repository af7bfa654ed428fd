package io.smartwms.order.deliveryorder.circuit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a remote call is given up, and when it is no longer tried.
 *
 * @param timeout how long a caller waits for an answer, queue included
 * @param threads the most calls under way at once
 * @param queue how many more may wait for a thread; above it a call is refused at once
 * @param errorThresholdPercent share of failed calls that opens the circuit
 * @param requestVolume the fewest calls in a window that say anything about their share
 * @param window the time over which failures are counted
 * @param sleep how long an open circuit refuses everything before it lets a single call try
 */
@Validated
@ConfigurationProperties("wms.circuit")
record CircuitProperties(
        @DefaultValue("300ms") Duration timeout,
        @DefaultValue("10") @Min(1) @Max(1000) int threads,
        @DefaultValue("100") @Min(1) @Max(10_000) int queue,
        @DefaultValue("50") @Min(1) @Max(100) int errorThresholdPercent,
        @DefaultValue("6") @Min(1) int requestVolume,
        @DefaultValue("10s") Duration window,
        @DefaultValue("1s") Duration sleep) {}
