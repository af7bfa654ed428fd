package io.smartwms.platform.rebuild;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.consumer.ConsumerConfiguration;
import io.smartwms.platform.parking.ParkedEvents;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole topic again into an empty view. The consumer's position goes back first and the rows go second: killed in
 * between, the service reads everything again over rows that are there, which changes none of them.
 */
@Endpoint(id = "rebuild")
class RebuildEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildEndpoint.class);
    private static final Duration MAX_DURATION = Duration.ofMinutes(30);
    private static final long POLL_MILLIS = 100;

    private final RebuildableView view;
    private final BindingsLifecycleController bindings;
    private final TransactionTemplate transaction;
    private final ParkedEvents parked;
    private final WmsProperties properties;
    private final String group;

    RebuildEndpoint(
            RebuildableView view,
            BindingsLifecycleController bindings,
            TransactionTemplate transaction,
            ParkedEvents parked,
            WmsProperties properties,
            String group) {
        this.view = view;
        this.bindings = bindings;
        this.transaction = transaction;
        this.parked = parked;
        this.properties = properties;
        this.group = group;
    }

    /**
     * @param caughtUp whether everything that was on the topic at the start has been read
     * @param events how many events the topic held at the start
     */
    record Result(boolean caughtUp, long rows, long events, double seconds) {}

    record Refused(String detail) {}

    /** 200 when the view has caught up; 503 while the broker is away or another instance of the service reads too, with nothing changed. */
    @WriteOperation
    synchronized WebEndpointResponse<Object> rebuild() throws InterruptedException {
        long start = System.nanoTime();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, properties.broker()))) {
            Map<TopicPartition, Long> ends;
            long events;
            bindings.stop(ConsumerConfiguration.BINDING);
            try {
                ends = offsets(admin, OffsetSpec.latest());
                Map<TopicPartition, Long> beginnings = offsets(admin, OffsetSpec.earliest());
                events = ends.entrySet().stream()
                        .mapToLong(end -> end.getValue() - beginnings.getOrDefault(end.getKey(), 0L))
                        .sum();
                admin.alterConsumerGroupOffsets(group, positions(beginnings))
                        .all()
                        .get();
                transaction.executeWithoutResult(status -> {
                    view.clear();
                    parked.clear();
                });
            } finally {
                bindings.start(ConsumerConfiguration.BINDING);
            }
            boolean caughtUp = catchUp(admin, ends, start);
            double seconds = (System.nanoTime() - start) / 1e9;
            LOG.info("Rebuilt from {} events: {} rows in {} s", events, view.rows(), "%.1f".formatted(seconds));
            return new WebEndpointResponse<>(new Result(caughtUp, view.rows(), events, seconds));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException) {
                LOG.warn("No rebuild: {}", e.getCause().toString());
                return new WebEndpointResponse<>(
                        new Refused("The consumer group cannot be set back. If other instances of the service run, stop"
                                + " all but one; if the broker is away, wait for it. Nothing was changed."),
                        WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Map<TopicPartition, Long> offsets(Admin admin, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = admin
                .describeTopics(List.of(properties.topic()))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(properties.topic(), partition.partition()))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, at) -> offsets.put(partition, at.offset()));
        return offsets;
    }

    private static Map<TopicPartition, OffsetAndMetadata> positions(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> new OffsetAndMetadata(e.getValue())));
    }

    private boolean catchUp(Admin admin, Map<TopicPartition, Long> ends, long start)
            throws ExecutionException, InterruptedException {
        while (System.nanoTime() - start < MAX_DURATION.toNanos()) {
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            boolean all = ends.entrySet().stream()
                    .allMatch(end -> read.get(end.getKey()) != null
                            && read.get(end.getKey()).offset() >= end.getValue());
            if (all) {
                return true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }
}
