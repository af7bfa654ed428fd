package io.smartwms.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer of the gateway's own must look like. */
final class ProblemAssert {

    private static final JsonMapper JSON = new JsonMapper();

    private ProblemAssert() {}

    static void assertProblem(HttpResponse<String> response, int status, String slug, String instance) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertBody(response.body(), status, slug, instance);
    }

    static void assertRawProblem(String response, int status, String slug, String instance) {
        assertThat(response).startsWith("HTTP/1.1 " + status + " ");
        String[] parts = response.split("\r\n\r\n", 2);
        assertThat(parts[0]).containsIgnoringCase("content-type: application/problem+json");
        assertBody(parts[1], status, slug, instance);
    }

    private static void assertBody(String body, int status, String slug, String instance) {
        JsonNode problem = JSON.readTree(body);
        assertThat(problem.path("type").asString()).isEqualTo("urn:smart-wms:problem:" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("instance").asString("")).isEqualTo(instance == null ? "" : instance);
        assertThat(problem.propertyNames()).isSubsetOf("type", "title", "status", "detail", "instance");
        assertThat(body).doesNotContainIgnoringCase("localhost", "127.0.0.1", "exception", "java", "netty", "spring");
    }
}
