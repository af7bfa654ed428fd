package io.smartwms.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code kubernetes/verify} judges, on a fake cluster and a fake system. */
@DisabledOnOs(OS.WINDOWS)
class VerifyTest {

    private static final String DEMO_PODS = "%1$s-starting starting\n%1$s-going going\n%1$s-ready ready\n";

    private record Result(int code, String text) {}

    @TempDir
    Path cluster;

    private final List<HttpServer> servers = new ArrayList<>();
    private final Map<String, Integer> orders = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    /** The ports at which fault injection was called. */
    private final List<Integer> faultInjectionPorts = new CopyOnWriteArrayList<>();

    private volatile boolean slow;
    private volatile long refusedAfterMillis;
    private volatile String newPod = "";

    @BeforeEach
    void startFakes() throws IOException {
        for (int i = 0; i < 20; i++) {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", this::answer);
            server.start();
            servers.add(server);
        }
        // One for each port-forward; the last is the gateway.
        Files.write(
                cluster.resolve("ports"),
                servers.stream().map(VerifyTest::port).map(String::valueOf).toList());
        Files.writeString(cluster.resolve("restarts"), "0");
        for (String workload : List.of("order", "deliveryorder")) {
            Files.writeString(cluster.resolve("pods-" + workload), DEMO_PODS.formatted(workload));
        }
        program("kubectl", """
                #!/usr/bin/env bash
                cd "$(dirname "$0")"
                echo "$*" >>calls
                pods() {
                    case $* in *'"Ready"'*) grep ' ready' "$pods" ;; *) grep -v ' going' "$pods" ;; esac | cut -d' ' -f1
                }
                pods=$(sed -nE 's/.*kubernetes.io.name=([a-z]+) .*/pods-\\1/p' <<<"$*")
                pod=$(sed -nE 's/.* get pod ([a-z0-9-]+) .*/\\1/p' <<<"$*")
                case " $* " in
                    *' config view '*) echo fake ;;
                    *' get namespace '*) echo namespace/smart-wms ;;
                    *' get deployments,statefulsets '*) echo deployment.apps/order ;;
                    *' get pods '*) pods "$*" ;;
                    *' get pod '*restartCount*) cat restarts ;;
                    *' get pod '*)
                        if cat pods-* | grep -q "^$pod "; then
                            echo "pod/$pod"
                        else
                            case $* in *ignore-not-found*) ;; *) exit 1 ;; esac
                        fi
                        ;;
                    *' port-forward '*)
                        echo "$*" >>forwards
                        echo "Forwarding from 127.0.0.1:$(sed -n "$(grep -c . forwards)p" ports) -> 8080"
                        exec sleep 600
                        ;;
                    *' rollout restart '*) echo 'order-new ready' >pods-order ;;
                    *' rollout status '*)
                        [ ! -e stuck ] || grep -qv new pods-order || { echo 'error: timed out waiting for the condition'; exit 1; }
                        ;;
                esac
                """);
        // Gives its figures when it is told to end.
        program("siege", """
                #!/usr/bin/env bash
                echo "$*" >>"$(dirname "$0")/sieges"
                trap 'printf "{\\n\\t\\"transactions\\":\\t4321,\\n\\t\\"transaction_rate\\":\\t72.5,\\n\\t\\"failed_transactions\\":\\t0\\n}\\n"; exit' TERM
                while true; do sleep 0.1; done
                """);
    }

    @AfterEach
    void end() {
        servers.forEach(server -> server.stop(0));
    }

    private void program(String name, String text) throws IOException {
        Path file = cluster.resolve(name);
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = 200;
        String answer = "";
        switch (exchange.getRequestMethod() + " " + path.replaceFirst("(/\\w+).*", "$1")) {
            case "GET /actuator" -> answer = faultInjection(exchange, "{\"unhealthy\":false}");
            case "POST /actuator" -> {
                answer = faultInjection(exchange, "{}");
                slow = body.contains("delay");
                Files.writeString(cluster.resolve("pods-deliveryorder"), newPod, StandardOpenOption.APPEND);
                Files.writeString(cluster.resolve("restarts"), body.contains("unhealthy") ? "1" : "0");
            }
            case "DELETE /actuator" -> {
                answer = faultInjection(exchange, "{}");
                slow = false;
            }
            case "POST /products" -> status = 201;
            case "GET /stocks" -> answer = "{\"stockQty\":" + (path.endsWith("scarce") ? 1 : 1_000_000) + "}";
            case "POST /orders" -> {
                status = 201;
                orders.merge(found("\"orderId\":\"([^\"]+)", body), 1, Integer::sum);
                answer = "{\"id\":" + ids.incrementAndGet() + "}";
            }
            case "GET /orders" -> {
                int there = path.contains("search")
                        ? orders.getOrDefault(found("orderId=([^&]+)", query), 0)
                        : ids.incrementAndGet();
                answer = path.matches("/orders/\\d+")
                        ? "{\"deliveryOrderStatus\":\"StockShort\"}"
                        : query.contains("size=1000")
                                ? "{\"deliveryOrderStatus\":\"LogisticsInterfaced\"}".repeat(there)
                                : "{\"totalElements\":" + there + "}";
            }
            case "DELETE /orders" -> {
                // A pod that is not slowed answers every third.
                boolean refused = slow && (newPod.isEmpty() || Integer.parseInt(path.replaceAll("\\D", "")) % 3 > 0);
                if (refused) {
                    status = 503;
                    exchange.getResponseHeaders().add("Retry-After", "1");
                    pause(refusedAfterMillis);
                }
            }
            default -> {}
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String faultInjection(HttpExchange exchange, String answer) {
        faultInjectionPorts.add(exchange.getLocalAddress().getPort());
        return answer;
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private Result verify(String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("bash", Path.of("verify").toAbsolutePath().toString()));
        command.addAll(List.of(words));
        Path output = cluster.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().merge("PATH", cluster.toString(), (path, folder) -> folder + ":" + path);
        return new Result(builder.start().waitFor(), Files.readString(output));
    }

    private Result show(String... words) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("--gateway", "http://127.0.0.1:" + port(servers.get(servers.size() - 1))));
        all.addAll(List.of(words));
        return verify(all.toArray(String[]::new));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(cluster.resolve(file));
    }

    @Test
    void circuitThatOpenedAndClosedPassesThoughNewPodsStarted() throws Exception {
        newPod = "deliveryorder-new ready\n";

        Result result = show("--only", "circuit", "--seconds", "60");

        assertThat(result.text())
                .contains("5 were answered by pods that came meanwhile")
                .containsPattern("circuit +PASS +10/15 cancels 503, 10 at once");
        assertThat(result.code()).isZero();
    }

    @Test
    void circuitThatNeverOpensFails() throws Exception {
        refusedAfterMillis = 280;

        Result result = show("--only", "circuit", "--seconds", "60");

        assertThat(result.text()).containsPattern("circuit +FAIL +the circuit did not open: 15 cancels refused");
        assertThat(result.code()).isEqualTo(1);
        assertThat(slow).as("the fault is removed all the same").isFalse();
    }

    @Test
    void onlyReadyPodsAreCalledEachThroughItsOwnPortForward() throws Exception {
        Result result = show("--only", "circuit,unhealthy", "--seconds", "60");

        assertThat(result.text())
                .containsPattern("circuit +PASS")
                .containsPattern("unhealthy +PASS +restartCount 0 to 1");
        assertThat(lines("forwards")).isNotEmpty().allMatch(call -> call.contains("-ready "));
        assertThat(faultInjectionPorts)
                .extracting(String::valueOf)
                .containsExactlyElementsOf(
                        lines("ports").subList(0, lines("forwards").size()));
    }

    @Test
    void rolloutUnderSiegePassesWithItsFigures() throws Exception {
        Result result = show("--only", "rollout", "--seconds", "60");

        assertThat(result.text())
                .containsPattern(
                        "rollout +PASS +siege as 200 users: 4321 answered, 0 failed, 72.5/s: availability 100 %");
        assertThat(result.code()).isZero();
    }

    @Test
    void figuresOfTheSiegeAreShownThoughTheRolloutDoesNotEnd() throws Exception {
        Files.createFile(cluster.resolve("stuck"));

        Result result = show("--only", "rollout", "--users", "7", "--seconds", "33");

        assertThat(result.text())
                .containsPattern("\n  siege as 7 users: 4321 answered, 0 failed, 72.5/s\n")
                .containsPattern(
                        "rollout +FAIL +the rollout did not end within 33 s: error: timed out .*; siege as 7 users: 4321");
        assertThat(result.code()).isEqualTo(1);
        assertThat(lines("sieges")).singleElement().asString().contains(" -c7 -t99S ");
        assertThat(lines("calls")).anyMatch(call -> call.endsWith("rollout status deployment/order --timeout=33s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--users x",
                "--users 256",
                "--users",
                "--seconds 0",
                "--seconds 1m",
                "--only flow,burst",
                "--sek 3"
            })
    void invalidArgumentsAreReportedBeforeAnythingIsDone(String words) throws Exception {
        Result result = verify(words.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.text().lines()).singleElement().asString().startsWith("verify: ");
        assertThat(cluster.resolve("calls")).doesNotExist();
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        assertThat(verify("--help").text()).contains("--users", "--seconds", "--only", "--keep", "--gateway");
    }
}
