package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.ServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whom a service answers that is asked directly: programs on this machine, no web page of a stranger. */
@ServiceTest(on = ServiceTest.OWN)
class HostAndOriginTest {

    @Autowired
    private Http http;

    @LocalServerPort
    private int port;

    private String raw(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:80", "127.0.0.1:8081", "[::1]"})
    void theNamesOfThisMachineAreAnswered(String host) throws IOException {
        assertThat(raw("GET /actuator/parked HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:8081"})
    void anotherNameIsMisdirected(String host) throws IOException {
        assertThat(raw("GET /actuator/parked HTTP/1.1\r\nHost: " + host))
                .startsWith("HTTP/1.1 421")
                .contains("urn:smart-wms:problem:misdirected-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:99999", "localhost:-1", "localhost:x"})
    void whatIsNoNameWithAPortIs400(String host) throws IOException {
        assertThat(raw("GET /actuator/parked HTTP/1.1\r\nHost: " + host))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1"})
    void aPageOfAnotherOriginDiscardsNothing(String origin) throws IOException {
        assertThat(raw("DELETE /actuator/parked HTTP/1.1\r\nHost: localhost:" + port + "\r\nOrigin: " + origin))
                .startsWith("HTTP/1.1 403")
                .contains("urn:smart-wms:problem:origin-not-allowed");
    }

    @Test
    void aPageOfTheServiceItselfMay() throws IOException {
        String host = "localhost:" + port;
        assertThat(raw("DELETE /actuator/parked HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host))
                .startsWith("HTTP/1.1 20");
        http.get("/actuator/parked").isStatus(200);
    }
}
