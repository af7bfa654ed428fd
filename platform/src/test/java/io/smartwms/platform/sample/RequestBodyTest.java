package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;

/** A body is read whole, within limits, before anything is done; what is refused does not run into the next request. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class RequestBodyTest {

    private static final String POST = "POST /notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String GET = "GET /notes/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private static ServletWebServerApplicationContext service;
    private static Environment environment;
    private static Notes notes;
    private static long lastId = 1;

    @BeforeAll
    static void start() {
        service = SampleApplication.alone("wms.http.request-timeout=1s");
        environment = service.getEnvironment();
        notes = service.getBean(Notes.class);
        new Http(environment).post("/notes", note(1, "")).isStatus(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String note(long id, String text) {
        return "{\"id\":%d,\"text\":\"%s\"}".formatted(id, text);
    }

    private static String sent(String headers, String body) throws IOException {
        return RawHttp.send(
                environment, POST + headers + "Content-Length: %d\r\n\r\n".formatted(body.length()) + body + GET);
    }

    private static String chunked(String body) {
        return "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length(), body);
    }

    /** Nothing of the request but its refusal, and nothing of what came behind it. */
    private static void isRefusedAlone(String answers, int status, String slug) {
        assertThat(answers)
                .startsWith("HTTP/1.1 " + status)
                .containsOnlyOnce("HTTP/1.1 ")
                .containsIgnoringCase("connection: close")
                .contains("application/problem+json", "urn:smart-wms:problem:" + slug);
        assertThat(notes.existsById(lastId)).isFalse();
    }

    @Test
    void aLargeBodyIsTakenUpToTheLimit() throws IOException {
        String note = note(++lastId, "x");
        assertThat(sent("", note + " ".repeat(65_536 - note.length()))).contains("HTTP/1.1 201", "HTTP/1.1 200");
        note = note(++lastId, "x");
        isRefusedAlone(sent("", note + " ".repeat(65_537 - note.length())), 413, "payload-too-large");
    }

    /** As a proxy sends them that does not know whether a body comes. */
    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "GET"})
    void noChunkIsNoBody(String method) throws IOException {
        assertThat(RawHttp.send(
                        environment,
                        method + " /notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void chunksAreCountedToo() throws IOException {
        String note = note(++lastId, "x");
        assertThat(RawHttp.send(environment, POST + "Transfer-Encoding: chunked\r\n\r\n" + chunked(note) + GET))
                .contains("HTTP/1.1 201", "HTTP/1.1 200");
        note = note(++lastId, "x");
        isRefusedAlone(
                RawHttp.send(
                        environment,
                        POST + "Transfer-Encoding: chunked\r\n\r\n" + chunked(note + " ".repeat(66_000)) + GET),
                413,
                "payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"})
    void aBodyThatDoesNotComeIsNotWaitedFor(String start, CapturedOutput output) throws IOException {
        lastId++;
        long began = System.nanoTime();
        isRefusedAlone(RawHttp.send(environment, POST + start), 408, "timeout");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isBetween(1L, 10L);
        assertThat(output).doesNotContain("Exception");
    }

    @Test
    void aBodyThatComesDropByDropIsNotWaitedFor(CapturedOutput output) throws Exception {
        lastId++;
        try (RawHttp http = new RawHttp(environment)) {
            http.write(POST + "Content-Length: 1000\r\n\r\n");
            Thread drops = new Thread(() -> {
                try {
                    for (int i = 0; i < 200; i++) {
                        http.write(" ");
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                } catch (IOException | InterruptedException e) {
                    // the service has closed the connection
                }
            });
            drops.start();
            isRefusedAlone(http.read(), 408, "timeout");
            drops.interrupt();
        }
        assertThat(output).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}0\r\n\r\n"})
    void chunksThatCannotBeToldApartAreRefused(String chunks, CapturedOutput output) throws IOException {
        lastId++;
        isRefusedAlone(
                RawHttp.send(environment, POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks + GET),
                400,
                "invalid-request");
        assertThat(output).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u00af", // a slash, overlong
                "\u00e0\u0080\u00af",
                "\u00ed\u00a0\u0080", // half a pair
                "\u00f4\u0090\u0080\u0080", // beyond Unicode
                "\u00ff",
                "\u00c3"
            })
    void aBodyThatIsNotUtf8IsRefused(String bytes) throws IOException {
        String answers = sent("", note(++lastId, bytes));
        assertThat(answers).startsWith("HTTP/1.1 400").contains("urn:smart-wms:problem:invalid-request", "UTF-8");
        assertThat(notes.existsById(lastId)).isFalse();
    }

    @Test
    void aBodyInUtf16IsRefused() throws IOException {
        StringBuilder wide = new StringBuilder();
        note(++lastId, "x").chars().forEach(c -> wide.append('\0').append((char) c));
        assertThat(sent("", wide.toString())).startsWith("HTTP/1.1 400");
        assertThat(notes.existsById(lastId)).isFalse();
    }

    @Test
    void hangulIsUtf8() throws IOException {
        assertThat(sent("", note(++lastId, "\u00ed\u0095\u009c\u00ea\u00b8\u0080")))
                .startsWith("HTTP/1.1 201");
        assertThat(notes.findById(lastId).orElseThrow().text()).isEqualTo("한글");
    }

    @Test
    void aCompressedBodyIsRefusedAndWhatFollowsIsAnswered() throws IOException {
        String answers = sent("Content-Encoding: gzip\r\n", note(++lastId, "x"));
        assertThat(answers)
                .startsWith("HTTP/1.1 415")
                .contains(
                        "Accept-Encoding: identity",
                        "urn:smart-wms:problem:unsupported-media-type",
                        "Content-Encoding");
        assertThat(answers).contains("HTTP/1.1 200");
        assertThat(notes.existsById(lastId)).isFalse();
        assertThat(sent("Content-Encoding: identity\r\n", note(lastId, "x"))).startsWith("HTTP/1.1 201");
    }

    @Test
    void aBodyThatIsNotReadDoesNotBecomeTheNextRequest() throws IOException {
        assertThat(sent("Accept: text/html\r\n", note(++lastId, "x")))
                .startsWith("HTTP/1.1 406")
                .contains("HTTP/1.1 200");
        assertThat(RawHttp.send(
                        environment,
                        "PUT /notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                + GET))
                .startsWith("HTTP/1.1 405")
                .contains("HTTP/1.1 200");
    }
}
