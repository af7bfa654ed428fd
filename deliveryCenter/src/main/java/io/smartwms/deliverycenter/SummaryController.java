package io.smartwms.deliverycenter;

import io.smartwms.platform.http.ETagged;
import io.smartwms.platform.view.View;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.data.rest.webmvc.support.RepositoryEntityLinks;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.Link;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;

/** The whole centre at a glance. */
@RepositoryRestController
class SummaryController {

    private static final Duration NO_TIME = Duration.ZERO;
    private static final Duration ONE_DAY = Duration.ofHours(24);

    private final View<DeliveryPage> view;
    private final JdbcTemplate jdbc;
    private final RepositoryEntityLinks links;

    SummaryController(View<DeliveryPage> view, JdbcTemplate jdbc, RepositoryEntityLinks links) {
        this.view = view;
        this.jdbc = jdbc;
        this.links = links;
    }

    /**
     * @param total all orders
     * @param waitingForStock orders in the stage {@code StockShort}
     * @param canceled orders in the stage {@code DeliveryOrderCanceled}
     * @param shipped orders handed over to the carrier
     * @param late orders that are still to be handed over, and had to be by now
     * @param dueWithinDay orders that are still to be handed over, and have to be within 24 hours from now; the late ones too
     * @param stages how many orders are in each stage
     * @param oldest for each stage that somebody is still to move on, the order that has been in it longest
     */
    record Summary(
            long total,
            long waitingForStock,
            long canceled,
            long shipped,
            long late,
            long dueWithinDay,
            Map<Stage, Long> stages,
            Map<Stage, Waiting> oldest)
            implements ETagged {

        /** The figures have no version, but they say all that is shown. */
        @Override
        public String eTag() {
            return "\"" + DigestUtils.md5DigestAsHex(toString().getBytes(StandardCharsets.UTF_8)) + "\"";
        }
    }

    /** @param since when the order came into the stage */
    record Waiting(long id, String orderId, Instant since) {}

    /** All figures are of one moment. */
    @GetMapping("/deliveryPages/summary")
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    ResponseEntity<EntityModel<Summary>> summary() {
        Map<String, Long> counts = view.counts("stage");
        Map<Stage, Long> stages = new EnumMap<>(Stage.class);
        Map<Stage, Waiting> oldest = new EnumMap<>(Stage.class);
        long total = 0;
        for (Stage stage : Stage.values()) {
            long count = counts.getOrDefault(stage.name(), 0L);
            stages.put(stage, count);
            total += count;
            if (stage.open() && count > 0) {
                findOldest(stage, oldest);
            }
        }
        return ResponseEntity.ok(EntityModel.of(
                new Summary(
                        total,
                        stages.getOrDefault(Stage.StockShort, 0L),
                        stages.getOrDefault(Stage.DeliveryOrderCanceled, 0L),
                        stages.getOrDefault(Stage.LogisticsInterfaced, 0L),
                        dueWithin(NO_TIME),
                        dueWithin(ONE_DAY),
                        stages,
                        oldest),
                lists()));
    }

    /** The list behind each figure, under the figure's name. */
    private List<Link> lists() {
        List<Link> lists = new ArrayList<>();
        lists.add(links.linkFor(DeliveryPage.class).slash("summary").withSelfRel());
        lists.add(links.linkFor(DeliveryPage.class).withRel("total"));
        lists.add(list("waitingForStock", Stage.StockShort));
        lists.add(list("canceled", Stage.DeliveryOrderCanceled));
        lists.add(list("shipped", Stage.LogisticsInterfaced));
        lists.add(due("late", NO_TIME));
        lists.add(due("dueWithinDay", ONE_DAY));
        for (Stage stage : Stage.values()) {
            lists.add(list(stage.name(), stage));
        }
        return lists;
    }

    private Link list(String figure, Stage stage) {
        return links.linkFor(DeliveryPage.class)
                .slash("search")
                .slash("findByStage?stage=" + stage)
                .withRel(figure);
    }

    private Link due(String figure, Duration within) {
        return links.linkFor(DeliveryPage.class)
                .slash("search")
                .slash("findDue?within=" + within)
                .withRel(figure);
    }

    private long dueWithin(Duration time) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from delivery_page where due_date < ?",
                Long.class,
                Timestamp.from(Instant.now().plus(time))));
    }

    /** So that HSQLDB takes the index by time: a range of one stage, whose order begins with the stage. */
    private void findOldest(Stage stage, Map<Stage, Waiting> oldest) {
        jdbc.query(
                "select id, order_id, stage_date from delivery_page where stage between ? and ?"
                        + " order by stage, stage_date, id fetch first 1 rows only",
                rs -> {
                    Timestamp since = rs.getTimestamp("stage_date");
                    oldest.put(stage, new Waiting(rs.getLong("id"), rs.getString("order_id"), since.toInstant()));
                },
                stage.name(),
                stage.name());
    }
}
