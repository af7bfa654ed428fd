package io.smartwms.systemtest.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connection that takes any bytes for a request, and for an answer only what RFC 9112 calls one. */
final class Connection implements AutoCloseable {

    private static final int MAX_BYTES = 50_000_000;

    /** What was received is no HTTP answer. */
    static final class NotHttp extends IOException {

        private static final long serialVersionUID = 1L;

        NotHttp(String message) {
            super(message);
        }
    }

    record Answer(int status, List<Request.Header> headers, byte[] body) {

        String header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Request.Header::value)
                    .findFirst()
                    .orElse("");
        }

        boolean has(String name) {
            return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
        }

        boolean ends() {
            return header("Connection").equalsIgnoreCase("close");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder().append(status);
            headers.forEach(header ->
                    text.append("\\n").append(header.name()).append(": ").append(header.value()));
            return text + "\\n\\n" + Request.escaped(body, 2_000);
        }
    }

    private final Socket socket = new Socket();
    private final byte[] buffer = new byte[8192];
    private int at;
    private int end;
    private long deadline;

    Connection(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        socket.setTcpNoDelay(true);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void stopWriting() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Then it is closed.
        }
    }

    /**
     * The next answer, or null if the connection ends before its first byte.
     *
     * @param bodiless whether it is the answer to HEAD
     * @throws SocketTimeoutException it is not there in time
     */
    Answer read(boolean bodiless, Duration patience) throws IOException {
        deadline = System.nanoTime() + patience.toNanos();
        String line = line(true);
        if (line == null) {
            return null;
        }
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new NotHttp("no status line: " + Request.escaped(line.getBytes(StandardCharsets.ISO_8859_1), 200));
        }
        int status = Integer.parseInt(line.substring(9, 12));
        List<Request.Header> headers = new ArrayList<>();
        for (String header = line(false); !header.isEmpty(); header = line(false)) {
            int colon = header.indexOf(':');
            if (colon < 1 || !header.substring(0, colon).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new NotHttp("no header: " + header);
            }
            headers.add(new Request.Header(
                    header.substring(0, colon), header.substring(colon + 1).strip()));
        }
        if (status == 100) {
            return read(bodiless, patience);
        }
        Answer head = new Answer(status, headers, new byte[0]);
        if (bodiless || status < 200 || status == 204 || status == 304) {
            return head;
        }
        return new Answer(status, headers, body(head));
    }

    private byte[] body(Answer head) throws IOException {
        long lengths = head.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Content-Length"))
                .count();
        if (lengths > 1 || lengths == 1 && head.has("Transfer-Encoding")) {
            throw new NotHttp("two lengths: " + head);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (lengths == 1) {
            copy(Long.parseLong(head.header("Content-Length")), body);
        } else if (head.has("Transfer-Encoding")) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                copy(size, body);
                if (!line(false).isEmpty()) {
                    throw new NotHttp("a chunk is longer than it says");
                }
            }
            while (!line(false).isEmpty()) {
                // A trailer.
            }
        } else {
            for (int next = next(); next >= 0; next = next()) {
                body.write(next);
            }
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = line(false);
        try {
            return Integer.parseInt(line.split(";")[0].strip(), 16);
        } catch (NumberFormatException e) {
            throw new NotHttp("no size of a chunk: " + line);
        }
    }

    private void copy(long length, ByteArrayOutputStream body) throws IOException {
        if (length > MAX_BYTES) {
            throw new NotHttp("too long: " + length);
        }
        for (long i = 0; i < length; i++) {
            int next = next();
            if (next < 0) {
                throw new NotHttp("ends in the middle of its body");
            }
            body.write(next);
        }
    }

    /** Null at the end of the connection, where that may be. */
    private String line(boolean mayEnd) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = next();
            if (next < 0) {
                if (mayEnd && line.isEmpty()) {
                    return null;
                }
                throw new NotHttp("ends in the middle of its head: " + line);
            }
            if (next == '\n') {
                if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
                    throw new NotHttp("a line without carriage return: " + line);
                }
                return line.substring(0, line.length() - 1);
            }
            line.append((char) next);
        }
    }

    /** A byte, or -1 at the end of the connection. */
    private int next() throws IOException {
        if (at == end) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout((int) left);
            at = 0;
            end = Math.max(0, socket.getInputStream().read(buffer));
        }
        return end == 0 ? -1 : buffer[at++] & 0xff;
    }
}
