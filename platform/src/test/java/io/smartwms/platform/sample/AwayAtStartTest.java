package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Postgres;
import io.smartwms.platform.test.Topic;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A service that is started before its database or its broker, as everything is started at once on a cluster. */
@ExtendWith(OutputCaptureExtension.class)
class AwayAtStartTest {

    private static final String REFUSED = "Connection to localhost:%d refused";
    /** Of the last seconds of a start; awaited with patience, since nine services may start beside this test. */
    private static final Duration STARTED = Duration.ofMinutes(2);

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int occurrences(CapturedOutput output, String text) {
        return output.getAll().split(text, -1).length - 1;
    }

    @Test
    void waitsForItsDatabaseAndLaterOutlivesItsAbsence(CapturedOutput output) throws Exception {
        String[] properties = Postgres.properties(Postgres.newDatabase());
        int server = Integer.parseInt(properties[1].replaceFirst(".*:(\\d+)/.*", "$1"));
        int port = freePort();
        properties[1] = properties[1].replace(":" + server + "/", ":" + port + "/");
        String[] settings = Stream.concat(
                        Stream.of(properties),
                        Stream.of("wms.broker=localhost:9", "spring.datasource.hikari.connection-timeout=1000"))
                .toArray(String[]::new);

        var starting = CompletableFuture.supplyAsync(() -> SampleApplication.alone(settings));
        // Each try is told with its reason.
        await().atMost(STARTED).until(() -> starting.isDone() || occurrences(output, REFUSED.formatted(port)) > 2);
        assertThat(starting).isNotDone();

        try (Forward database = new Forward(port, server)) {
            try (var service = starting.join()) {
                Http http = new Http(service.getEnvironment());
                http.get("/actuator/health/readiness").isStatus(200);

                database.close();
                await().untilAsserted(
                                () -> http.get("/actuator/health/readiness").isStatus(503));
                http.get("/actuator/health/liveness").isStatus(200);

                database.open();
                await().untilAsserted(
                                () -> http.get("/actuator/health/readiness").isStatus(200));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "hsqldb"})
    void doesNotWaitForAFileThatCannotBeOpened(String engine, CapturedOutput output) throws IOException {
        Path data = Path.of("target", "test-data", UUID.randomUUID().toString()).toAbsolutePath();
        Path folder = Files.createDirectories(data.resolve(engine));
        Files.writeString(folder.resolve("sample.mv.db"), "no database");
        Files.createDirectories(folder.resolve("sample.script"));

        assertThatThrownBy(() -> SampleApplication.alone("wms.database=" + engine, "wms.data=" + data)
                        .close())
                .isInstanceOf(Exception.class);

        assertThat(output).doesNotContain("Retrying in");
    }

    @Test
    void isReadyWithoutABrokerAndPublishesWhenItIsThere(CapturedOutput output) throws IOException {
        int port = freePort();
        // The binder has a context of its own, in which the tests' broker, a system property, would come before an
        // argument.
        String brokerOfAllTests = System.setProperty("wms.broker", "localhost:" + port);
        try (var service = SampleApplication.alone("wms.database=h2", "wms.inbox.listen=true", "wms.topic=wms-late")) {
            Http http = new Http(service.getEnvironment());
            http.get("/actuator/health/readiness").isStatus(200);
            service.getBean(Notes.class).save(new Note(1, "early"));
            await().untilAsserted(() -> assertThat(output)
                    .contains("The broker localhost:" + port + " has not been reached yet")
                    .contains("Events wait"));
            assertThat(output).doesNotContain("\tat ");

            // The broker names itself to whoever has reached it: from then on it is talked to directly.
            int server = Integer.parseInt(brokerOfAllTests.replaceFirst(".*:", ""));
            try (Forward ignored = new Forward(port, server)) {
                Topic topic = new Topic(service.getEnvironment());
                await().atMost(STARTED)
                        .until(() -> !topic.published("Ordered", 1).isEmpty());
                topic.publish("Heard", 1, Map.of("id", 1));
                await().atMost(STARTED)
                        .until(() -> service.getBean(Notes.class)
                                        .findById(1L)
                                        .orElseThrow()
                                        .heard()
                                == 1);
                topic.destroy();
            }
        } finally {
            System.setProperty("wms.broker", brokerOfAllTests);
        }
    }

    /** A port of this machine behind which a server is, or nothing at all. */
    private static final class Forward implements Closeable {

        private final int port;
        private final int target;
        private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
        private ServerSocket listener;

        Forward(int port, int target) throws IOException {
            this.port = port;
            this.target = target;
            open();
        }

        void open() throws IOException {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress("localhost", port));
            ServerSocket accepting = listener;
            daemon(() -> {
                while (true) {
                    Socket client = accepting.accept();
                    Socket server = new Socket("localhost", target);
                    sockets.add(client);
                    sockets.add(server);
                    daemon(() -> client.getInputStream().transferTo(server.getOutputStream()));
                    daemon(() -> server.getInputStream().transferTo(client.getOutputStream()));
                }
            });
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
                socket.close();
            }
        }

        private interface Work {
            void run() throws IOException;
        }

        private static void daemon(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException closed) {
                    // As one side does, the other hears.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }
}
