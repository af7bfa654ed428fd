package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * While a service cannot take connections, because it collects garbage or the processors are busy, they wait. A connection that
 * finds no room is dropped by the kernel, and whoever asked for it is late by a second at best.
 */
class BurstTest {

    @Test
    void connectionsWaitUntilTheyAreTaken() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        // From the second on they stay in the kernel's hands.
        try (var service = SampleApplication.alone("server.tomcat.max-connections=1")) {
            var address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), service.getWebServer().getPort());
            for (int i = 0; i < 500; i++) {
                var socket = new Socket();
                sockets.add(socket);
                assertThatCode(() -> socket.connect(address, 500))
                        .as("connection %d", sockets.size())
                        .doesNotThrowAnyException();
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
