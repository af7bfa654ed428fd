package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A client of the system's REST interface, as a mall's developer would write it. */
record Api(String address) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Answer(int status, JsonNode json, java.net.http.HttpHeaders headers) {

        boolean ok() {
            return status / 100 == 2;
        }

        Answer is(int expected) {
            assertThat(status).as("%s", json).isEqualTo(expected);
            return this;
        }

        Answer isProblem(int expected) {
            is(expected);
            assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            return this;
        }

        long id() {
            return json.path("id").asLong();
        }

        String text(String field) {
            return json.path(field).asString("");
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Map<String, ?> body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer patch(String path, Map<String, ?> body) {
        return send("PATCH", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @return status 0 if nobody answered */
    Answer send(String method, String path, Map<String, ?> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    json ? JSON.readTree(response.body()) : MissingNode.getInstance(),
                    response.headers());
        } catch (IOException nobodyAnswered) {
            return new Answer(0, MissingNode.getInstance(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every row of a collection, by the name that the row has there. */
    Map<String, JsonNode> all(String collection) {
        Map<String, JsonNode> rows = new TreeMap<>();
        for (int page = 0; ; page++) {
            Answer answer = get("/" + collection + "?size=1000&sort="
                            + (collection.equals("stocks") || collection.equals("products") ? "productId" : "id")
                            + "&page=" + page)
                    .is(200);
            List<JsonNode> found = new ArrayList<>();
            answer.json().path("_embedded").path(collection).forEach(found::add);
            found.forEach(row ->
                    rows.put(row.path("id").asString(row.path("productId").asString("")), row));
            if (page + 1 >= answer.json().path("page").path("totalPages").asInt()) {
                return rows;
            }
        }
    }
}
