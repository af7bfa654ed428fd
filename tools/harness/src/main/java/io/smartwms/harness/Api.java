package io.smartwms.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A client of the system's REST interface, as a mall's developer would write it.
 *
 * @param address such as {@code http://localhost:8080}
 */
public record Api(String address) {

    public static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Longer than the gateway waits for a service. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    /** @param status 0 if nobody answered; then there are no headers */
    public record Answer(int status, JsonNode json, HttpHeaders headers) {

        public boolean ok() {
            return status / 100 == 2;
        }

        /** @throws IllegalStateException it is another status */
        public Answer is(int expected) {
            if (status != expected) {
                throw new IllegalStateException("Expected " + expected + " but got " + status + ": " + json);
            }
            return this;
        }

        public Answer isProblem(int expected) {
            is(expected);
            String type = headers.firstValue("Content-Type").orElse("none");
            if (!type.startsWith("application/problem+json")) {
                throw new IllegalStateException("Expected a problem but got " + type);
            }
            return this;
        }

        /** What was made or changed; of several the first. */
        public long id() {
            JsonNode first = json.at("/_embedded/orders/0");
            return (first.isMissingNode() ? json : first).path("id").asLong();
        }

        public String text(String field) {
            return json.path(field).asString("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Map<String, ?> body, String... headers) {
        return send("POST", path, JSON.writeValueAsString(body), headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param headers names and values in turn */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
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
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    json ? JSON.readTree(response.body()) : MissingNode.getInstance(),
                    response.headers());
        } catch (IOException nobodyAnswered) {
            return new Answer(0, MissingNode.getInstance(), HttpHeaders.of(Map.of(), (name, value) -> true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every row of a collection, by the name that the row has there. */
    public Map<String, JsonNode> all(String collection) {
        String key = collection.equals("stocks") || collection.equals("products") ? "productId" : "id";
        return pages("/" + collection + "?sort=" + key + "&", collection, key);
    }

    /** Every line of a product's ledger, by its id. */
    public Map<String, JsonNode> ledger(String productId) {
        return pages("/stocks/" + productId + "/movements?", "movements", "id");
    }

    /** Every reservation of a product's goods, by the order's id. */
    public Map<String, JsonNode> reservations(String productId) {
        return pages("/stocks/" + productId + "/reservations?", "reservations", "id");
    }

    private Map<String, JsonNode> pages(String path, String name, String key) {
        Map<String, JsonNode> rows = new TreeMap<>();
        for (int page = 0; ; page++) {
            Answer answer = get(path + "size=1000&page=" + page).is(200);
            answer.json()
                    .path("_embedded")
                    .path(name)
                    .forEach(row -> rows.put(row.path(key).asString(), row));
            if (page + 1 >= answer.json().path("page").path("totalPages").asInt()) {
                return rows;
            }
        }
    }
}
