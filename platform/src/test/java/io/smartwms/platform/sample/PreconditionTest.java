package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Http.Answer;
import io.smartwms.platform.test.ServiceTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a request wants to be true is true when it is carried out, or nothing is done (RFC 9110, 13). */
@ServiceTest
class PreconditionTest {

    private static final AtomicLong IDS = new AtomicLong(900_000);

    @Autowired
    private Http http;

    @Autowired
    private Notes notes;

    private long written() {
        long id = IDS.incrementAndGet();
        assertThat(eTag(http.post("/notes", "{\"id\":%d,\"text\":\"first\"}".formatted(id))
                        .isStatus(201)))
                .isEqualTo("\"0\"");
        return id;
    }

    /** A note in its second version. */
    private long rewritten() {
        long id = written();
        assertThat(eTag(change(id, "second").isStatus(200))).isEqualTo("\"1\"");
        return id;
    }

    private Answer change(long id, String text, String... headers) {
        return http.patch("/notes/" + id, "{\"text\":\"%s\"}".formatted(text), headers);
    }

    private static String eTag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private String text(long id) {
        return notes.findById(id).orElseThrow().text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "If-Match            | \"0\"",
                "If-Match            | \"999\"",
                "If-Match            | \"0\", \"2\"",
                "If-Match            | W/\"1\"",
                "If-Match            | \"\"",
                "If-None-Match       | *",
                "If-None-Match       | \"1\"",
                "If-None-Match       | W/\"1\"",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT",
                "If-Unmodified-Since | Fri, 31 Dec 2999 00:00:00 GMT"
            })
    void anotherVersionIsNotChanged(String header, String value) {
        long id = rewritten();
        change(id, "third", header, value).isProblem(412, "precondition-failed");
        assertThat(text(id)).isEqualTo("second");
        assertThat(eTag(http.get("/notes/" + id))).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "If-Match      | \"1\"",
                "If-Match      | \"0\", \"1\"",
                "If-Match      | *",
                "If-None-Match | \"0\"",
                "If-None-Match | \"0\", W/\"2\""
            })
    void theVersionThatIsMeantIsChanged(String header, String value) {
        long id = rewritten();
        assertThat(eTag(change(id, "third", header, value).isStatus(200))).isEqualTo("\"2\"");
        assertThat(text(id)).isEqualTo("third");
    }

    /** What has no entity tag has none that matches. */
    @Test
    void aCommandThatDoesNotCheckIsNotCarriedOutEither() {
        long id = written();
        http.send("DELETE", "/notes/" + id, null, "If-Match", "\"7\"").isProblem(412, "precondition-failed");
        http.send("DELETE", "/notes/" + id, null, "If-None-Match", "*").isProblem(412, "precondition-failed");
        assertThat(notes.existsById(id)).isTrue();
        long next = IDS.incrementAndGet();
        String note = "{\"id\":%d,\"text\":\"x\"}".formatted(next);
        http.post("/notes", note, "If-Match", "\"0\"").isProblem(412, "precondition-failed");
        http.post("/notes", note, "If-None-Match", "*").isProblem(412, "precondition-failed");
        http.post("/notes", note, "If-Unmodified-Since", "Fri, 31 Dec 2999 00:00:00 GMT")
                .isProblem(412, "precondition-failed");
        http.post("/actuator/parked", null, "If-Match", "\"0\"").isProblem(412, "precondition-failed");
        assertThat(notes.existsById(next)).isFalse();
        http.post("/notes", note, "If-Match", "*").isStatus(201);
        http.send("DELETE", "/notes/" + id, null, "If-Match", "*").isStatus(204);
    }

    @Test
    void ofManyThatChangeTheSameVersionOneDoes() {
        long id = written();
        List<CompletableFuture<Answer>> changes = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> change(id, "by " + i, "If-Match", "\"0\"")))
                .toList();
        List<Integer> statuses = changes.stream()
                .map(CompletableFuture::join)
                .map(Answer::status)
                .toList();
        assertThat(statuses)
                .containsOnlyOnce(200)
                .allMatch(status -> List.of(200, 409, 412).contains(status));
        assertThat(eTag(http.get("/notes/" + id))).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "If-None-Match       | \"1\"          | 304",
                "If-None-Match       | W/\"1\"        | 304",
                "If-None-Match       | \"0\", \"1\"   | 304",
                "If-None-Match       | *              | 304",
                "If-None-Match       | \"0\"          | 200",
                "If-Match            | \"1\"          | 200",
                "If-Match            | *              | 200",
                "If-Match            | \"0\"          | 412",
                "If-Modified-Since   | Thu, 01 Jan 1970 00:00:00 GMT | 200",
                "If-Modified-Since   | Fri, 31 Dec 2999 00:00:00 GMT | 200",
                "If-Modified-Since   | yesterday      | 200",
                "If-Unmodified-Since | Thu, 01 Jan 1970 00:00:00 GMT | 200"
            })
    void aReadWithAConditionIsAnsweredByIt(String header, String value, int status) {
        long id = rewritten();
        Answer answer = http.send("GET", "/notes/" + id, null, header, value).isStatus(status);
        assertThat(eTag(answer)).isEqualTo("\"1\"");
        assertThat(answer.body().isEmpty()).isEqualTo(status == 304);
        assertThat(http.send("HEAD", "/notes/" + id, null, header, value).status())
                .isEqualTo(status);
    }

    @Test
    void anEntityTagCountsMoreThanATime() {
        long id = rewritten();
        String past = "Thu, 01 Jan 1970 00:00:00 GMT";
        http.send("GET", "/notes/" + id, null, "If-None-Match", "\"0\"", "If-Modified-Since", past)
                .isStatus(200);
        http.send("GET", "/notes/" + id, null, "If-None-Match", "\"1\"", "If-Modified-Since", past)
                .isStatus(304);
    }

    @Test
    void aListHasNoEntityTag() {
        written();
        assertThat(http.get("/notes").isStatus(200).headers().firstValue("ETag"))
                .isEmpty();
        http.send("GET", "/notes", null, "If-None-Match", "\"0\"").isStatus(200);
        http.send("GET", "/notes", null, "If-Modified-Since", "Fri, 31 Dec 2999 00:00:00 GMT")
                .isStatus(200);
        http.send("GET", "/notes/0", null, "If-None-Match", "*").isProblem(404, "not-found");
    }
}
