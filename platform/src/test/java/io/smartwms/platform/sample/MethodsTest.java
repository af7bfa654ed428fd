package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Http.Answer;
import io.smartwms.platform.test.ServiceTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** {@code HEAD} answers as {@code GET}; {@code OPTIONS} and 405 name the methods that there are. */
@ServiceTest
class MethodsTest {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND");

    @Autowired
    private Http http;

    @Autowired
    private Environment environment;

    @Autowired
    private Notes notes;

    @BeforeEach
    void write() {
        if (!notes.existsById(700_001L)) {
            http.post("/notes", "{\"id\":700001,\"text\":\"x\"}").isStatus(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/notes",
                "/notes/700001",
                "/notes/0",
                "/notes/x",
                "/notes/search",
                "/notes/search/findByText?text=x",
                "/nothing",
                "/actuator/health",
                "/actuator/parked",
                "/actuator/parked/1"
            })
    void headIsGetWithoutTheBody(String path) {
        Answer head = http.send("HEAD", path, null);
        Answer get = http.get(path);
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(headers(head)).isEqualTo(headers(get));
        head.headers()
                .firstValue("Content-Length")
                .ifPresent(length -> assertThat(Integer.parseInt(length))
                        .isEqualTo(get.body().length()));
    }

    private static Map<String, List<String>> headers(Answer answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !List.of("date", "content-length", "transfer-encoding")
                        .contains(header.getKey().toLowerCase()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                                | GET, HEAD, OPTIONS",
                "/notes                           | GET, HEAD, POST, OPTIONS",
                "/notes/2                         | GET, HEAD, PATCH, DELETE, OPTIONS",
                "/notes/search                    | GET, HEAD, OPTIONS",
                "/notes/search/findByText?text=x  | GET, HEAD, OPTIONS",
                "/actuator/health                 | GET, HEAD, OPTIONS",
                "/actuator/parked                 | GET, HEAD, POST, DELETE, OPTIONS"
            })
    void theMethodsThatThereAreAreNamed(String path, String methods) {
        Answer options = http.send("OPTIONS", path, null).isStatus(200);
        assertThat(options.headers().firstValue("Allow")).contains(methods);
        assertThat(options.headers().firstValue("Accept-Patch")).isEmpty();
        List<String> allowed = List.of(methods.split(", "));
        METHODS.stream().filter(method -> !allowed.contains(method)).forEach(method -> {
            Answer refused = http.send(method, path, method.startsWith("P") ? "{}" : null)
                    .isProblem(405, "method-not-allowed");
            assertThat(refused.headers().firstValue("Allow")).contains(methods);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/notes/search/nothing", "/notes/700001/text", "/profile", "/notes/700001/2/3"})
    void whereNothingIsNoMethodIsAllowed(String path) {
        Stream.concat(METHODS.stream(), Stream.of("OPTIONS"))
                .forEach(method -> http.send(method, path, null).isProblem(404, "not-found"));
    }

    @Test
    void traceIsRefusedWithWhatIsAllowed() throws IOException {
        assertThat(RawHttp.send(
                        environment, "TRACE /notes/700001 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD, PATCH, DELETE, OPTIONS\r\n");
    }
}
