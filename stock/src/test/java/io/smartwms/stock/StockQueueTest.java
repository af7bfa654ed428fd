package io.smartwms.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.stock.Reservation.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The queue as the aggregate keeps it, against a model that looks at all orders each time. */
class StockQueueTest {

    private static final int PAGE = 3;

    private final Stock stock = Stock.ofUnknownProduct("p");
    private final Map<Long, Reservation> reservations = new TreeMap<>();

    /** What should be: the plainest bookkeeping that serves first come first served. */
    private final class Plain {
        private int onHand;
        private final Map<Long, Integer> waiting = new TreeMap<>();
        private final Map<Long, Integer> assigned = new TreeMap<>();

        int available() {
            return onHand - assigned.values().stream().mapToInt(i -> i).sum();
        }

        void serve() {
            for (Long id : new ArrayList<>(waiting.keySet())) {
                if (waiting.get(id) > available()) {
                    return;
                }
                assigned.put(id, waiting.remove(id));
            }
        }
    }

    private void serve() {
        while (stock.canServe()) {
            List<Reservation> queue = reservations.values().stream()
                    .filter(r -> r.status() == Status.Waiting)
                    .sorted(Comparator.comparing(Reservation::id))
                    .limit(PAGE)
                    .toList();
            stock.serve(queue);
        }
    }

    private Map<Long, Integer> with(Status status) {
        return reservations.values().stream()
                .filter(r -> r.status() == status)
                .collect(Collectors.toMap(Reservation::id, Reservation::qty));
    }

    @RepeatedTest(300)
    void nobodyIsOvertakenAndNobodyIsForgotten(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Plain plain = new Plain();
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> {
                    long id = random.nextInt(10_000);
                    if (!reservations.containsKey(id)) {
                        Reservation wanted = Reservation.wanted(id, "o", "p", 1 + random.nextInt(9), id);
                        stock.reserve(wanted);
                        reservations.put(id, wanted);
                        plain.waiting.put(id, wanted.qty());
                    }
                }
                case 3 -> {
                    int qty = 1 + random.nextInt(20);
                    stock.receive(qty, null);
                    plain.onHand += qty;
                }
                case 4 -> {
                    if (!reservations.isEmpty()) {
                        List<Reservation> all = new ArrayList<>(reservations.values());
                        Reservation one = all.get(random.nextInt(all.size()));
                        if (one.status() == Status.Settled) {
                            plain.onHand += one.qty();
                        }
                        stock.cancel(one);
                        plain.waiting.remove(one.id());
                        plain.assigned.remove(one.id());
                    }
                }
                default -> {
                    List<Long> assigned = new ArrayList<>(plain.assigned.keySet());
                    if (!assigned.isEmpty()) {
                        Reservation one = reservations.get(assigned.get(random.nextInt(assigned.size())));
                        stock.settle(one);
                        plain.assigned.remove(one.id());
                        plain.onHand -= one.qty();
                    }
                }
            }
            serve();
            plain.serve();
            assertThat(with(Status.Waiting)).as("step %d", step).isEqualTo(plain.waiting);
            assertThat(with(Status.Assigned)).as("step %d", step).isEqualTo(plain.assigned);
            assertThat(stock.available()).isEqualTo(plain.available());
        }
    }
}
