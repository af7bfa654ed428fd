package io.smartwms.gateway;

import static io.smartwms.gateway.ProblemAssert.assertProblem;
import static io.smartwms.gateway.ProblemAssert.assertRawProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a laptop: whom the gateway answers as it is started by default. */
class HostAndOriginTest {

    private static final Backend order = new Backend("order");
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway(
                TestGateway.to("order", order),
                "wms.allowed-hosts=localhost, 127.0.0.1, [::1]",
                "wms.gateway.cors.allowed-origins=https://shop.example");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        order.close();
    }

    @BeforeEach
    void forget() {
        order.reset();
    }

    private static String get(String host) {
        return gateway.raw("GET /orders HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:9"})
    void theNamesOfThisMachineAreAnswered(String host) {
        assertThat(get(host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8080", "10.0.0.1"})
    void anotherNameIsMisdirected(String host) {
        assertRawProblem(get(host), 421, "misdirected-request", "/orders");
        assertThat(order.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:99999", "localhost:-1", "localhost:x"})
    void whatIsNoNameWithAPortIs400(String host) {
        assertThat(get(host)).startsWith("HTTP/1.1 400 ").contains("urn:smart-wms:problem:invalid-request");
        assertThat(order.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "file://", "no uri"})
    void aPageOfAnotherOriginGivesNoCommands(String origin) {
        for (String method : List.of("POST", "DELETE", "PATCH", "PUT")) {
            String answer = gateway.raw(method + " /orders HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            assertRawProblem(answer, 403, "origin-not-allowed", "/orders");
        }
        assertThat(order.requests).isEmpty();
    }

    @Test
    void aPageThatHidesItsOriginGivesNoCommandsEither() {
        String answer = gateway.raw("POST /orders HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        assertRawProblem(answer, 403, "origin-not-allowed", "/orders");
        assertThat(order.requests).isEmpty();
    }

    /** The service would take it for a page that calls it directly. */
    @Test
    void ourOwnPagesAndThoseThatAreAllowedGiveCommands() {
        for (String origin : List.of(gateway.uri(), "https://shop.example")) {
            order.reset();
            assertThat(gateway.post("/orders", "{}", "Origin", origin).statusCode())
                    .isEqualTo(200);
            assertThat(order.only().header("Origin")).isNull();
        }
    }

    @Test
    void answersAboutOrdersAreNotKeptAndNotGuessedAt() {
        for (String path : List.of("/orders/1", "/nothing")) {
            var headers = gateway.get(path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(gateway.get("/").headers().firstValue("X-Content-Type-Options"))
                .hasValue("nosniff");
    }

    @Test
    void nobodyBeyondThisMachineReachesThePort() throws SocketException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : others) {
            try (Socket socket = new Socket()) {
                org.assertj.core.api.Assertions.assertThatThrownBy(
                                () -> socket.connect(new InetSocketAddress(address, gateway.port()), 2000))
                        .as(address.toString())
                        .isInstanceOf(java.io.IOException.class);
            } catch (java.io.IOException closing) {
                throw new java.io.UncheckedIOException(closing);
            }
        }
        assertProblem(gateway.get("/nothing"), 404, "not-found", "/nothing");
    }
}
