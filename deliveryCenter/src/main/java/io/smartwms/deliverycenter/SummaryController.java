package io.smartwms.deliverycenter;

import static org.springframework.hateoas.server.mvc.WebMvcLinkBuilder.linkTo;
import static org.springframework.hateoas.server.mvc.WebMvcLinkBuilder.methodOn;

import io.smartwms.platform.http.ETagged;
import io.smartwms.platform.view.View;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.hateoas.EntityModel;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;

/** The whole centre at a glance. */
@RepositoryRestController
class SummaryController {

    private final View<DeliveryPage> view;
    private final JdbcTemplate jdbc;

    SummaryController(View<DeliveryPage> view, JdbcTemplate jdbc) {
        this.view = view;
        this.jdbc = jdbc;
    }

    /**
     * @param total all orders ever heard of
     * @param waitingForStock orders in the stage {@code StockShort}
     * @param canceled orders in the stage {@code DeliveryOrderCanceled}
     * @param shipped orders handed over to the carrier
     * @param stages how many orders are in each stage
     * @param oldest for each stage that somebody is still to move on, the order that has been in it longest
     */
    record Summary(
            long total,
            long waitingForStock,
            long canceled,
            long shipped,
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

    @GetMapping("/deliveryPages/summary")
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
                        stages.get(Stage.StockShort),
                        stages.get(Stage.DeliveryOrderCanceled),
                        stages.get(Stage.LogisticsInterfaced),
                        stages,
                        oldest),
                linkTo(methodOn(SummaryController.class).summary()).withSelfRel()));
    }

    /** Leading the order with the stage lets HSQLDB read one row of the index instead of sorting all of them. */
    private void findOldest(Stage stage, Map<Stage, Waiting> oldest) {
        jdbc.query(
                "select id, order_id, stage_date from delivery_page where stage = ?"
                        + " order by stage, stage_date, id fetch first 1 rows only",
                rs -> {
                    Timestamp since = rs.getTimestamp("stage_date");
                    oldest.put(stage, new Waiting(rs.getLong("id"), rs.getString("order_id"), since.toInstant()));
                },
                stage.name());
    }
}
