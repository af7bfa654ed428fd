package io.smartwms.chaos;

import io.smartwms.harness.RunningSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Something that is going to break.
 *
 * @param at when, in seconds since the load began; later if the one before takes longer
 * @param kind how
 * @param targets whom it hits
 * @param seconds how long it lasts before it is healed; for {@code KILL_WHILE_STARTING} how far the start gets
 */
record Fault(int at, Kind kind, List<String> targets, int seconds) {

    enum Kind {
        /** {@code kill -9} of a service or the gateway. */
        KILL(30),
        /** Two at the same moment. */
        KILL_TWO(8),
        /** Killed, and killed again before it is ready. */
        KILL_WHILE_STARTING(6),
        /** {@code SIGSTOP}: it neither answers nor notices. */
        FREEZE(16),
        /** Of several processes of a service, the one that sends: for longer than its lease. */
        FREEZE_RELAY(8),
        KILL_BROKER(8),
        FREEZE_BROKER(6),
        /** Killed, and back only after three minutes. */
        BROKER_AWAY(2),
        /** The broker no longer knows how far a service has read. */
        FORGET_POSITION(6),
        /** A stretch of the topic is said a second time. */
        REPEAT(8),
        /** Something that no reader can handle, under a key of its own. */
        POISON(8),
        /** The same under the key of an order that is on its way. */
        POISON_AN_ORDER(4),
        /** The server ends every connection of a service. */
        CUT_DATABASE(6),
        /** The server stands still: every statement is slow. */
        FREEZE_DATABASE(4),
        /** The server is killed, and recovers from its log. */
        KILL_DATABASE(4),
        /** Not one byte more fits on the disk of the databases. */
        FILL_DISK(4),
        /** The services' and the broker's clock jumps by a minute, and back; replicas and a database server keep theirs. */
        JUMP_CLOCK(6);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    private static final int AWAY = 180;
    /** Those that have a position on the topic: products hear of nothing. */
    private static final List<String> LISTENING = RunningSystem.SERVICES.stream()
            .filter(service -> !service.equals("product"))
            .toList();

    /** How long a killed process takes to be ready again, on a machine with much else to do. */
    private static final int RESTART = 15;

    /**
     * The same seed gives the same schedule.
     *
     * @param processes what can be killed and frozen besides the broker; a replica is named {@code order#2}
     * @param kinds what may happen
     */
    static List<Fault> schedule(long seed, int minutes, List<String> processes, Set<Kind> kinds) {
        Random random = new Random(seed);
        List<Fault> schedule = new ArrayList<>();
        int end = minutes * 60;
        int at = 10;
        while (at < end - RESTART) {
            Fault fault = draw(random, at, processes, kinds);
            if (fault.kind() == Kind.BROKER_AWAY && at + AWAY > end) {
                at++;
                continue;
            }
            schedule.add(fault);
            at += fault.seconds() + (fault.isDeadly() ? RESTART : 2) + random.nextInt(6);
        }
        return schedule;
    }

    private static Fault draw(Random random, int at, List<String> processes, Set<Kind> kinds) {
        Kind kind = kind(random, kinds);
        return switch (kind) {
            case KILL -> new Fault(at, kind, pick(random, processes, 1), random.nextInt(5));
            case KILL_TWO -> new Fault(at, kind, pick(random, processes, 2), random.nextInt(5));
            case KILL_WHILE_STARTING ->
                new Fault(at, kind, pick(random, RunningSystem.SERVICES, 1), 1 + random.nextInt(8));
            case FREEZE -> new Fault(at, kind, pick(random, processes, 1 + random.nextInt(2)), 1 + random.nextInt(20));
            case KILL_BROKER -> new Fault(at, kind, List.of("broker"), random.nextInt(30));
            case FREEZE_BROKER -> new Fault(at, kind, List.of("broker"), 30);
            case FREEZE_RELAY -> new Fault(at, kind, pick(random, replicated(processes), 1), 7 + random.nextInt(10));
            case BROKER_AWAY -> new Fault(at, kind, List.of("broker"), AWAY);
            case FORGET_POSITION -> new Fault(at, kind, pick(random, LISTENING, 1), 0);
            case CUT_DATABASE -> new Fault(at, kind, pick(random, RunningSystem.SERVICES, 1), 0);
            case FREEZE_DATABASE -> new Fault(at, kind, List.of("postgres"), 1 + random.nextInt(20));
            case KILL_DATABASE -> new Fault(at, kind, List.of("postgres"), random.nextInt(5));
            case FILL_DISK -> new Fault(at, kind, List.of(), 3 + random.nextInt(12));
            case JUMP_CLOCK ->
                new Fault(at, kind, List.of(random.nextBoolean() ? "+60" : "-60"), 5 + random.nextInt(20));
            case REPEAT, POISON, POISON_AN_ORDER -> new Fault(at, kind, List.of(), 0);
        };
    }

    private static List<String> replicated(List<String> processes) {
        return RunningSystem.SERVICES.stream()
                .filter(service -> processes.contains(service + "#2"))
                .toList();
    }

    private static Kind kind(Random random, Set<Kind> kinds) {
        int all = 0;
        for (Kind kind : kinds) {
            all += kind.weight;
        }
        int dice = random.nextInt(all);
        for (Kind kind : kinds) {
            dice -= kind.weight;
            if (dice < 0) {
                return kind;
            }
        }
        throw new AssertionError("The weights do not add up");
    }

    private static List<String> pick(Random random, List<String> from, int count) {
        List<String> left = new ArrayList<>(from);
        List<String> picked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            picked.add(left.remove(random.nextInt(left.size())));
        }
        return picked;
    }

    boolean hitsTheBroker() {
        return targets.contains("broker");
    }

    private boolean isDeadly() {
        return switch (kind) {
            case KILL,
                    KILL_TWO,
                    KILL_WHILE_STARTING,
                    KILL_BROKER,
                    BROKER_AWAY,
                    FORGET_POSITION,
                    KILL_DATABASE,
                    FILL_DISK -> true;
            case FREEZE,
                    FREEZE_RELAY,
                    FREEZE_BROKER,
                    REPEAT,
                    POISON,
                    POISON_AN_ORDER,
                    CUT_DATABASE,
                    FREEZE_DATABASE,
                    JUMP_CLOCK -> false;
        };
    }

    @Override
    public String toString() {
        String lasting = seconds == 0 ? "" : " " + seconds + " s";
        return "%4d s  %-19s %s%s"
                .formatted(at, kind.name().toLowerCase().replace('_', ' '), String.join(", ", targets), lasting);
    }
}
