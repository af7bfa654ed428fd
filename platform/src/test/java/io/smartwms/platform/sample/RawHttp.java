package io.smartwms.platform.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.core.env.Environment;

/** A connection on which a test writes what it likes, byte for byte. */
class RawHttp implements AutoCloseable {

    private final Socket socket;

    RawHttp(Environment environment) throws IOException {
        socket = new Socket("localhost", environment.getRequiredProperty("local.server.port", Integer.class));
        socket.setSoTimeout(30_000);
    }

    /** One character is one byte. */
    void write(String bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** All that comes until the service closes the connection. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What has come, at least one byte. */
    String read() throws IOException {
        byte[] bytes = new byte[65_536];
        return new String(bytes, 0, Math.max(0, socket.getInputStream().read(bytes)), StandardCharsets.UTF_8);
    }

    /** All answers to these bytes, the last of which must ask for the connection to be closed or be refused. */
    static String send(Environment environment, String bytes) throws IOException {
        try (RawHttp http = new RawHttp(environment)) {
            http.write(bytes);
            return http.readAll();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
