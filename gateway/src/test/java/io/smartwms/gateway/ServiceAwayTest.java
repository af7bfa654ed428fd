package io.smartwms.gateway;

import static io.smartwms.gateway.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.netty.resources.LoopResources;

/** A service that is down, slow, overrun or torn away: the client is told which, and what to do. */
@ExtendWith(OutputCaptureExtension.class)
class ServiceAwayTest {

    @Test
    void aServiceThatIsDownIs503() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (var gateway = new TestGateway(TestGateway.to("product", port), "wms.gateway.retry-after=7s")) {
            var response = gateway.get("/products/1?x=1");

            assertProblem(response, 503, "service-unavailable", "/products/1");
            assertThat(response.headers().firstValue("Retry-After")).contains("7");
            assertThat(response.body()).contains("nothing was done");
            assertProblem(gateway.post("/products", "{}"), 503, "service-unavailable", "/products");
            assertThat(gateway.send("HEAD", "/products", null).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void theOperatorIsToldOfRequestsThatWereLostButNotOfEachOne(CapturedOutput output) {
        var none = "wms.services.product=http://no-such-host.invalid:80";
        try (var gateway = new TestGateway(none)) {
            for (int i = 0; i < 5; i++) {
                assertThat(gateway.get("/products/" + i).statusCode()).isEqualTo(503);
            }
        }
        assertThat(output.getOut().lines().filter(line -> line.contains("was answered 503")))
                .singleElement(STRING)
                .contains("WARN", "GET /products/0", "no-such-host.invalid");
    }

    /** They leave while the answer comes: some are gone when the gateway begins to write it. */
    @Test
    void clientsThatLeaveAreNotAmongThem(CapturedOutput output) throws Exception {
        try (var order = new RawBackend(ServiceAwayTest::hello);
                var gateway = new TestGateway(TestGateway.to("order", order.port()))) {
            for (int i = 0; i < 1_000; i++) {
                askAndLeave(gateway, order);
            }
        }
        assertThat(output.getOut()).doesNotContain("WARN");
    }

    @Test
    void clientsThatLeaveTakeNobodyElsesConnectionAlong() throws Exception {
        var done = new AtomicBoolean();
        try (var order = new RawBackend(ServiceAwayTest::hello);
                var gateway = new TestGateway(TestGateway.to("order", order.port()))) {
            var others = Stream.generate(() -> async(() -> {
                        while (!done.get()) {
                            var response = gateway.post("/orders", "{}");
                            if (response.statusCode() != 200) {
                                return response.body();
                            }
                        }
                        return "all answered";
                    }))
                    .limit(8)
                    .toList();
            for (int i = 0; i < 3_000; i++) {
                askAndLeave(gateway, order);
            }
            done.set(true);
            assertThat(others).extracting(CompletableFuture::join).containsOnly("all answered");
        }
    }

    private static void hello(Socket socket, int requestNumber) throws IOException {
        RawBackend.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    }

    private static void askAndLeave(TestGateway gateway, RawBackend order) throws IOException {
        int before = order.requests.size();
        try (var client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            client.setSoLinger(true, 0);
            client.getOutputStream().write("GET /orders HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            await().pollInterval(Duration.ofMillis(1)).until(order.requests::size, greaterThan(before));
        }
    }

    @Test
    void aServiceWithoutAnAddressIs503() {
        try (var gateway = new TestGateway("wms.services.product=http://no-such-host.invalid:80")) {
            assertProblem(gateway.get("/products"), 503, "service-unavailable", "/products");
        }
    }

    @Test
    void aConnectionThatIsNotTakenIs503AfterTwoSeconds() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, queue);
            try (var gateway = new TestGateway(TestGateway.to("product", full.getLocalPort()))) {
                long start = System.nanoTime();
                assertProblem(gateway.get("/products"), 503, "service-unavailable", "/products");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(5));
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** Connects until the kernel takes no more, as in front of a service that hangs. */
    private static void fill(ServerSocket server, List<Socket> queue) throws IOException {
        while (queue.size() < 100) {
            var socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            } catch (SocketTimeoutException nowFull) {
                return;
            }
        }
        throw new IllegalStateException("never full");
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIs504() throws Exception {
        var never = new CountDownLatch(1);
        try (var order = new RawBackend((socket, number) -> never.await());
                var gateway = new TestGateway(TestGateway.to("order", order.port()), responseTimeout("500ms"))) {
            var response = gateway.post("/orders", "{}");

            assertProblem(response, 504, "timeout", "/orders");
            assertThat(response.body()).contains("may still have been carried out");
            assertThat(order.requests).hasSize(1);
        }
    }

    @Test
    void aBodyThatStallsEndsTheAnswerVisibly() throws Exception {
        var never = new CountDownLatch(1);
        try (var order = new RawBackend((socket, number) -> {
                    RawBackend.send(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                    never.await();
                });
                var gateway = new TestGateway(TestGateway.to("order", order.port()), responseTimeout("500ms"))) {
            assertThatThrownBy(() -> gateway.get("/orders"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void anAnswerThatIsTornOffDoesNotLookWhole() throws Exception {
        try (var order = new RawBackend((socket, number) -> {
                    RawBackend.send(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
                    socket.close();
                });
                var gateway = new TestGateway(TestGateway.to("order", order.port()))) {
            assertThatThrownBy(() -> gateway.get("/orders"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void whenAllConnectionsAreTakenNothingIsSentAndTheClientHears503() throws Exception {
        var release = new CountDownLatch(1);
        try (var order = new RawBackend((socket, number) -> {
                    release.await();
                    RawBackend.ok(socket);
                });
                var gateway = new TestGateway(
                        TestGateway.to("order", order.port()),
                        pool("max-connections=1"),
                        pool("acquire-timeout=300"))) {
            int loops = LoopResources.DEFAULT_IO_WORKER_COUNT;
            var answers = Stream.generate(() -> async(() -> gateway.post("/orders", "{}")))
                    .limit(3L * loops)
                    .toList();
            await().until(() ->
                    answers.stream().filter(CompletableFuture::isDone).count() >= 2L * loops);
            release.countDown();

            var refused = answers.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.statusCode() != 200)
                    .toList();
            assertThat(refused).hasSizeGreaterThanOrEqualTo(2 * loops).allSatisfy(answer -> {
                assertProblem(answer, 503, "service-unavailable", "/orders");
                assertThat(answer.body()).contains("nothing was done");
            });
            assertThat(order.requests).isNotEmpty().hasSize(answers.size() - refused.size());
        }
    }

    @Test
    void anAnswerThatIsNotHttpTellsNothingOfTheInside() throws Exception {
        try (var order = new RawBackend((socket, number) -> {
                    RawBackend.send(socket, "java.lang.NullPointerException at io.smartwms\r\n\r\n");
                    socket.close();
                });
                var gateway = new TestGateway(TestGateway.to("order", order.port()))) {
            assertProblem(gateway.get("/orders"), 500, "internal-error", "/orders");
        }
    }

    @Test
    void aServicesOwnProblemPassesUntouched() {
        String problem =
                "{\"type\":\"urn:smart-wms:problem:illegal-move\",\"status\":409,\"state\":\"Packed\",\"x\":\"테\"}";
        try (var order = new Backend("order");
                var gateway = new TestGateway(TestGateway.to("order", order))) {
            for (int status : new int[] {400, 404, 405, 409, 413, 415, 500, 503, 504}) {
                order.answers((exchange, request) -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    exchange.getResponseHeaders().set("ETag", "\"3\"");
                    exchange.getResponseHeaders().set("Allow", "GET");
                    Backend.send(exchange, status, problem);
                });

                var response = gateway.send("DELETE", "/orders/1", null);

                assertThat(response.statusCode()).isEqualTo(status);
                assertThat(response.body()).isEqualTo(problem);
                assertThat(response.headers().map().keySet())
                        .containsExactlyInAnyOrder(
                                "allow",
                                "cache-control",
                                "x-content-type-options",
                                "content-length",
                                "content-type",
                                "date",
                                "etag",
                                "retry-after");
                assertThat(response.headers().firstValue("Retry-After")).contains("1");
                assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            }
        }
    }

    @Test
    void anErrorWithoutABodyPassesUntouchedToo() {
        try (var order = new Backend("order");
                var gateway = new TestGateway(TestGateway.to("order", order))) {
            order.answers((exchange, request) -> exchange.sendResponseHeaders(400, -1));

            var response = gateway.get("/orders");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValue("Content-Type")).isEmpty();
        }
    }

    @Test
    void redirectsAreTheClientsToFollow() {
        try (var order = new Backend("order");
                var gateway = new TestGateway(TestGateway.to("order", order))) {
            order.answers((exchange, request) -> {
                exchange.getResponseHeaders().set("Location", "http://elsewhere.example/");
                exchange.sendResponseHeaders(303, -1);
            });

            assertThat(gateway.get("/orders").headers().firstValue("Location")).contains("http://elsewhere.example/");
            assertThat(order.requests).hasSize(1);
        }
    }

    private static <T> CompletableFuture<T> async(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    private static String responseTimeout(String value) {
        return "spring.cloud.gateway.server.webflux.httpclient.response-timeout=" + value;
    }

    private static String pool(String setting) {
        return "spring.cloud.gateway.server.webflux.httpclient.pool." + setting;
    }
}
