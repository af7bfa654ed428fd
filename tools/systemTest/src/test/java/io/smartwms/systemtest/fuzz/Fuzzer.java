package io.smartwms.systemtest.fuzz;

import io.smartwms.harness.RunningSystem;
import io.smartwms.systemtest.fuzz.Connection.Answer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sends the requests of a seed, each on a connection of its own, and collects what is wrong with the answers. */
final class Fuzzer {

    private static final int CLIENTS = 6;
    /** Longer than anything here waits for anything. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration TO_CLOSE = Duration.ofSeconds(15);
    /** A body above the limit: who refuses it may close before all of it is sent, and then the answer can be lost. */
    private static final int TOO_LONG = 60_000;

    private static final int EXAMPLES = 3;
    private static final Pattern ALARM = Pattern.compile("\\bERROR\\b|^\\s+at [\\w.$/]+\\(");

    private static final class Finding {
        private int count;
        private final List<String> examples = new ArrayList<>();
    }

    private final RunningSystem system;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Grammar grammar;
    private final Rows rows;
    private final Map<Path, Long> logs;

    private final Map<String, Finding> findings = new TreeMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    /** @param system at rest, with the orders and products that {@link Grammar} knows */
    Fuzzer(RunningSystem system, long seed) throws IOException {
        this.system = system;
        ports.put("gateway", port(system.gateway().address()));
        RunningSystem.SERVICES.forEach(
                service -> ports.put(service, port(system.service(service).address())));
        grammar = new Grammar(seed, ports);
        rows = new Rows(system);
        logs = logs();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Sends requests for so long, and no more than so many; returns how many. */
    long run(Duration time, long max) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        AtomicLong next = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(() -> {
                    for (long index = next.getAndIncrement();
                            index < max && System.nanoTime() < end;
                            index = next.getAndIncrement()) {
                        send(index);
                        sent.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }
        return sent.get();
    }

    /** Sends this request of the seed and returns it with its answer. */
    String send(long index) throws IOException {
        Request request = grammar.request(index);
        Answer answer = null;
        try (Connection connection = new Connection(grammar.port(request))) {
            try {
                connection.send(request.bytes());
                if (request.ending == Request.Ending.CUT || request.ending == Request.Ending.DOUBTFUL) {
                    connection.stopWriting();
                }
            } catch (IOException closed) {
                // The answer may have come before.
            }
            answer = answer(connection, request);
            if (answer != null) {
                check(request, answer);
                if (request.ending == Request.Ending.WHOLE && request.version.equals("HTTP/1.1")) {
                    afterwards(connection, request, answer);
                }
            }
        }
        rows.answered(request, answer);
        synchronized (answers) {
            answers.merge(
                    request.template + " " + (answer == null ? "closed" : Integer.toString(answer.status())),
                    1,
                    Integer::sum);
        }
        return request + "\n  " + answer;
    }

    private Answer answer(Connection connection, Request request) {
        try {
            Answer answer = connection.read(Oracle.isHead(request), PATIENCE);
            if (answer == null) {
                unanswered(request, "closed");
            }
            return answer;
        } catch (SocketTimeoutException e) {
            found(request, null, "hung", "no answer, and the connection stays open");
        } catch (Connection.NotHttp e) {
            // HTTP/0.9 has no head in the answer; Tomcat takes a request of no known version for one of those. And a
            // client that has
            // closed its side may see the connection end before the answer is complete.
            if (!mayBeUnanswered(request)
                    && request.raw == null
                    && !request.path.isEmpty()
                    && request.version.matches("HTTP/[0-9]\\.[0-9]")) {
                found(request, null, "not HTTP", e.getMessage());
            }
        } catch (IOException reset) {
            unanswered(request, reset.getMessage());
        }
        return null;
    }

    private void unanswered(Request request, String detail) {
        if (!mayBeUnanswered(request) && request.bytes().length < TOO_LONG) {
            found(request, null, "no answer", detail);
        }
    }

    private static boolean mayBeUnanswered(Request request) {
        return request.ending == Request.Ending.CUT || request.ending == Request.Ending.DOUBTFUL;
    }

    private void check(Request request, Answer answer) {
        new Oracle(
                        ports.entrySet().stream()
                                .filter(port -> !port.getKey().equals("gateway"))
                                .map(Map.Entry::getValue)
                                .toList(),
                        (kind, detail) -> found(request, answer, kind, detail))
                .check(request, answer);
    }

    /** After the one answer there is either the end or, to a request that anybody understands, the answer to that. */
    private void afterwards(Connection connection, Request request, Answer answer) {
        String own = "probe-" + request.index;
        try {
            if (answer.ends()) {
                if (!(Oracle.isHead(request) && answer.status() >= 400) && connection.read(false, TO_CLOSE) != null) {
                    found(request, answer, "two answers", "");
                }
                return;
            }
            String resource = Grammar.SERVICES.entrySet().stream()
                    .filter(each -> each.getValue().equals(request.service))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            connection.send(("GET /" + resource + "/" + own + " HTTP/1.1\r\nHost: localhost:" + grammar.port(request)
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            Answer second = connection.read(false, PATIENCE);
            if (second != null && !second.text().contains(own)) {
                found(request, answer, "another answer than that to the next request", second.toString());
            }
        } catch (SocketTimeoutException e) {
            found(request, answer, "hung", "after the answer");
        } catch (Connection.NotHttp e) {
            found(request, answer, "not HTTP after the answer", e.getMessage());
        } catch (IOException reset) {
            // Closed, as it may be.
        }
    }

    private void found(Request request, Answer answer, String kind, String detail) {
        String group = kind + " | " + (request.throughGateway ? "gateway" : "service") + " | "
                + String.join(" + ", request.mutations);
        add(group, detail + "\n      " + request + "\n      answer: " + answer);
    }

    private void add(String group, String example) {
        synchronized (findings) {
            Finding finding = findings.computeIfAbsent(group, g -> new Finding());
            finding.count++;
            if (finding.examples.size() < EXAMPLES) {
                finding.examples.add(example);
            }
        }
    }

    /** Looks at what the requests have left, at rest. */
    void checkWhatIsLeft() throws IOException {
        rows.violations().forEach(violation -> add("rows", violation));
        for (Map.Entry<Path, Long> log : logs().entrySet()) {
            String text = Files.readString(log.getKey(), StandardCharsets.ISO_8859_1);
            long before = Math.min(logs.getOrDefault(log.getKey(), 0L), text.length());
            text.substring((int) before)
                    .lines()
                    .filter(line -> ALARM.matcher(line).find())
                    .forEach(line -> add("log | " + log.getKey().getFileName(), line));
        }
    }

    private Map<Path, Long> logs() throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(system.data().resolve("logs"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".log"))
                    .filter(each -> !each.endsWith("broker.log"))
                    .toList()) {
                sizes.put(file, Files.size(file));
            }
        }
        return sizes;
    }

    /** What was answered how often, by template. */
    Map<String, Integer> answers() {
        return answers;
    }

    /** What is wrong, each kind with a few examples; empty if nothing is. */
    String findings() {
        StringBuilder text = new StringBuilder();
        findings.forEach((group, finding) -> {
            text.append(finding.count).append(" × ").append(group).append('\n');
            finding.examples.forEach(
                    example -> text.append("    ").append(example).append('\n'));
        });
        return text.toString();
    }
}
