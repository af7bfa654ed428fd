package io.smartwms.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The gateway as it is started for real, on a free port. One at a time: Netty's threads are shared by the whole JVM, and the first
 * gateway to close takes them along.
 */
final class TestGateway implements AutoCloseable {

    /** Most tests call it whatever they like. */
    private static final String ALLOWED_HOSTS = "wms.allowed-hosts=";

    final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestGateway(String... properties) {
        var arguments = new ArrayList<String>(List.of("--server.port=0"));
        if (Stream.of(properties).noneMatch(property -> property.startsWith(ALLOWED_HOSTS))) {
            arguments.add("--" + ALLOWED_HOSTS);
        }
        for (String property : properties) {
            arguments.add("--" + property);
        }
        context = SpringApplication.run(GatewayApplication.class, arguments.toArray(String[]::new));
    }

    static String to(String service, Backend backend) {
        return "wms.services." + service + "=" + backend.uri();
    }

    static String to(String service, int port) {
        return "wms.services." + service + "=http://localhost:" + port;
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    String uri() {
        return "http://localhost:" + port();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(uri() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends exactly these characters (ISO 8859-1), and returns all that comes until the gateway closes or falls silent for 5 s. */
    String raw(String text) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            try {
                for (int n; (n = socket.getInputStream().read(part)) >= 0; ) {
                    answer.write(part, 0, n);
                }
            } catch (SocketTimeoutException silence) {
                answer.writeBytes("\n(connection left open)".getBytes(StandardCharsets.ISO_8859_1));
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A request with this line, on a connection that ends with the answer. */
    String rawRequest(String line) {
        return raw(line + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\nConnection: close\r\n\r\n");
    }

    @Override
    public void close() {
        context.close();
    }
}
