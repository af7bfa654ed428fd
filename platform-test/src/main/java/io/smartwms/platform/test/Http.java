package io.smartwms.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Talks to the service under test over a real connection, as any client would. */
public class Http {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Environment environment;

    public Http(Environment environment) {
        this.environment = environment;
    }

    /** @param json the body, or a missing node if there is none */
    public record Answer(int status, HttpHeaders headers, String body, JsonNode json) {

        public Answer isStatus(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        /** Checks that this is an RFC 9457 problem of the given kind that shows nothing of the service's inside. */
        public Answer isProblem(int expected, String slug) {
            isStatus(expected);
            assertThat(headers.firstValue("Content-Type").orElse("")).as(body).startsWith("application/problem+json");
            assertThat(json.path("type").asString()).as(body).isEqualTo("urn:smart-wms:problem:" + slug);
            assertThat(json.path("status").asInt()).isEqualTo(expected);
            assertThat(json.path("title").asString()).isNotBlank();
            assertThat(json.path("detail").asString()).isNotBlank();
            assertThat(body)
                    .doesNotContain("io.smartwms", "org.springframework", "java.lang", "Exception", "select ", "SQL");
            return this;
        }

        /** Checks that this is a 400 whose {@code errors} name the field. */
        public Answer refusesField(String field) {
            isProblem(400, "invalid-request");
            assertThat(json.path("errors")
                            .valueStream()
                            .map(e -> e.path("field").asString()))
                    .as(body)
                    .contains(field);
            return this;
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    public Answer put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    public Answer patch(String path, String json, String... headers) {
        return send("PATCH", path, json, headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends a request; a body is declared as JSON unless a header says otherwise. */
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    response.body(),
                    json ? JSON.readTree(response.body()) : MissingNode.getInstance());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
