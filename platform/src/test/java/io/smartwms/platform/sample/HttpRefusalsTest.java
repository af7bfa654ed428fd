package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Http.Answer;
import io.smartwms.platform.test.ServiceTest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** A client's mistake is told to the client: it is no failure of the service, changes nothing and is not logged. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class HttpRefusalsTest {

    private static final AtomicLong IDS = new AtomicLong(800_000);

    @Autowired
    private Http http;

    @Autowired
    private Environment environment;

    @Autowired
    private Notes notes;

    private static String note(long id) {
        return "{\"id\":%d,\"text\":\"as it was\"}".formatted(id);
    }

    private long written() {
        long id = IDS.incrementAndGet();
        http.post("/notes", note(id)).isStatus(201);
        return id;
    }

    private static void isNotLogged(CapturedOutput output) {
        assertThat(output).doesNotContain("Unexpected exception", "Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/*+json",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "application/yaml",
                "text/plain",
                "json",
                "a/b/c",
                "application/json;charset=none-such",
                "application/json;charset=EUC-KR",
                "application/json;charset=utf-16",
                "application/json;charset",
                "application/json;charset=utf-8;x",
                "application/json;charset=\""
            })
    void aBodyOfAnotherTypeIsRefused(String type, CapturedOutput output) {
        long id = IDS.incrementAndGet();
        Answer answer = http.post("/notes", note(id), "Content-Type", type).isProblem(415, "unsupported-media-type");
        assertThat(answer.headers().firstValue("Accept")).contains("application/json");
        assertThat(notes.existsById(id)).isFalse();
        isNotLogged(output);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=UTF-8",
                "application/JSON",
                "application/vnd.mall+json",
                "application/json;;",
                "application/json; charset=\"utf-8\" ; profile=\"a;\\\"b\""
            })
    void jsonIsJsonHoweverItIsDeclared(String type) {
        http.post("/notes", note(IDS.incrementAndGet()), "Content-Type", type).isStatus(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/html",
                "application/problem+json",
                "a/b/c",
                "*/*;q=2",
                "*/*;q=x",
                "*/*;q=0",
                "application/*;q=0",
                "application/json;q=0, text/html",
                ",",
                "json"
            })
    void whatNobodyCouldReadIsNotDone(String accept, CapturedOutput output) {
        long there = written();
        long id = IDS.incrementAndGet();
        http.post("/notes", note(id), "Accept", accept).isProblem(406, "not-acceptable");
        http.patch("/notes/" + there, "{\"text\":\"other\"}", "Accept", accept).isProblem(406, "not-acceptable");
        http.send("DELETE", "/notes/" + there, null, "Accept", accept).isProblem(406, "not-acceptable");
        for (String path :
                new String[] {"/notes", "/notes/" + there, "/notes/search", "/", "/notes/search/findByText?text=x"}) {
            http.send("GET", path, null, "Accept", accept).isProblem(406, "not-acceptable");
        }
        assertThat(notes.existsById(id)).isFalse();
        assertThat(notes.findById(there).orElseThrow().text()).isEqualTo("as it was");
        isNotLogged(output);
    }

    /** Spring would notice only when it writes the answer. */
    @Test
    void moreTypesThanCanBeSortedAreRefusedBeforeAnythingIsDone(CapturedOutput output) {
        long id = IDS.incrementAndGet();
        http.post("/notes", note(id), "Accept", "application/json, ".repeat(60) + "application/json")
                .isProblem(406, "not-acceptable");
        assertThat(notes.existsById(id)).isFalse();
        isNotLogged(output);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                | application/hal+json",
                "text/html, */*;q=0.1               | application/hal+json",
                "application/json                   | application/json",
                "application/json;q=0.5, text/html  | application/json",
                "application/hal+json               | application/hal+json",
                "application/*                      | application/hal+json"
            })
    void whatIsWantedIsGiven(String accept, String type) {
        Answer made = http.post("/notes", note(IDS.incrementAndGet()), "Accept", accept)
                .isStatus(201);
        Answer read = http.send("GET", "/notes", null, "Accept", accept).isStatus(200);
        assertThat(made.headers().firstValue("Content-Type")).contains(type);
        assertThat(read.headers().firstValue("Content-Type")).contains(type);
    }

    /** What Prometheus asks for, among others. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/actuator/parked     | */*                                              | application/vnd.spring-boot.actuator.v3+json",
                "/actuator/parked     | application/json                                 | application/json",
                "/actuator/prometheus | */*                                              | text/plain;version=0.0.4;charset=utf-8",
                "/actuator/prometheus | application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6, text/plain;version=0.0.4;q=0.3, */*;q=0.2 | application/openmetrics-text;version=1.0.0;charset=utf-8"
            })
    void operationsAreAnsweredInTheirOwnTypes(String path, String accept, String type) {
        Answer answer = http.send("GET", path, null, "Accept", accept).isStatus(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        http.send("GET", path, null, "Accept", "text/html").isProblem(406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/notes/%20                          | 404",
                "/profile                            | 404",
                "/profile/x                          | 404",
                "/profile/notes                      | 404",
                "/notes/1/text                       | 404",
                "/notes/search/nothing               | 404",
                "/notes/%ED%A0%80                    | 400",
                "/notes/search?x=%ED%A0%80           | 400",
                "/notes?x=%C0%AF                     | 400",
                "/notes?x=%                          | 400",
                "/actuator/parked/x                  | 400",
                "/actuator/parked/99999999999999999999 | 400",
                "/actuator/parked/-1                 | 404",
                "/actuator/metrics/nothing           | 404",
                "/actuator/health/readiness/x/y/z    | 404",
                "/actuator/health/x/y/z              | 404",
                "/notes;jsessionid=1                 | 400",
                "/notes/1;a=b/                       | 400",
                "/actuator/metrics/jvm.threads.live?tag=x | 400",
                "/actuator/parked?x=%ED%A0%80        | 400"
            })
    void anAddressThatIsNoneIsRefused(String path, int status, CapturedOutput output) throws IOException {
        String answer = get(path, "");
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains(
                        "application/problem+json",
                        "urn:smart-wms:problem:" + (status == 404 ? "not-found" : "invalid-request"));
        isNotLogged(output);
    }

    private String get(String path, String headers) throws IOException {
        return RawHttp.send(
                environment,
                "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n".formatted(path, headers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-None-Match: x",
                "If-None-Match: \"1",
                "If-None-Match: W/1",
                "If-None-Match: ,",
                "If-None-Match: \"\"",
                "If-Match: x",
                "X-Forwarded-Host: a b",
                "X-Forwarded-Host: a:b:c",
                "X-Forwarded-Host: host=evil.example;proto=x",
                "X-Forwarded-Prefix: /%",
                "X-Forwarded-Prefix: 0",
                "X-Forwarded-Port: x",
                "X-Forwarded-Port: 99999999999",
                "X-Forwarded-Proto: h ttp",
                "X-Forwarded-Proto: ftp",
                "X-Forwarded-Proto: /x",
                "Forwarded: host=\"a b\"",
                "Idempotency-Key: a\r\nIdempotency-Key: b",
                "Content-Type: application/json\r\nContent-Type: application/json"
            })
    void aHeaderThatCannotBeReadIsRefused(String header, CapturedOutput output) throws IOException {
        for (String path : new String[] {"/notes", "/notes/1", "/actuator/parked"}) {
            assertThat(get(path, header + "\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:smart-wms:problem:invalid-request");
        }
        isNotLogged(output);
    }

    /** One header must not be the reason that the refusal of another fails. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /notes HTTP/1.1\r\nX-Forwarded-Host: {\r\n",
                "GET /notes HTTP/1.1\r\nForwarded: host=evil.example;proto=x\r\n",
                "POST /META-INF/MANIFEST.MF HTTP/1.1\r\nX-Forwarded-Port: a,b\r\n",
                "GET /META-INF/MANIFEST.MF HTTP/1.1\r\nX-Forwarded-Prefix: {\r\n",
                "TRACE /notes HTTP/1.1\r\nX-Forwarded-Prefix: {\r\n",
                "POST /notes HTTP/1.1\r\nOrigin: http://evil.example\r\n"
            })
    void aRefusalIsAProblemWhateverElseIsWrong(String request, CapturedOutput output) throws IOException {
        for (String more : new String[] {"Content-Type: application/json;charset\r\n", "Accept: image/*\r\n", ""}) {
            assertThat(RawHttp.send(environment, request + more + "Host: localhost\r\nConnection: close\r\n\r\n"))
                    .matches("(?s)HTTP/1.1 4.*")
                    .contains("application/problem+json", "urn:smart-wms:problem:");
        }
        isNotLogged(output);
    }

    @Test
    void anEmptyAcceptPrefersNothing() throws IOException {
        for (String path : new String[] {"/notes", "/actuator/parked", "/actuator/prometheus"}) {
            assertThat(get(path, "Accept: \r\n")).startsWith("HTTP/1.1 200");
        }
    }

    /** HTTP/0.9, as Tomcat takes a request line without a version, has answers without a head. Later answers have one. */
    @Test
    void anAnswerHasItsHeadWhateverWasAnsweredBefore() throws IOException {
        for (int i = 0; i < 20; i++) {
            RawHttp.send(environment, "GET /notes\r\n\r\n");
            assertThat(get("/notes\u00e9", "")).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
    }

    @Test
    void anAddressBehindAProxyIsTaken() throws IOException {
        long id = written();
        assertThat(get(
                        "/notes/" + id,
                        "X-Forwarded-Host: wms_1.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Prefix: /api\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("https://wms_1.example/api/notes/" + id);
    }

    @Test
    void twoKeysAreNotOne(CapturedOutput output) throws IOException {
        long id = IDS.incrementAndGet();
        String note = note(id);
        assertThat(RawHttp.send(
                        environment,
                        "POST /notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                + "Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: %d\r\n\r\n%s"
                                        .formatted(note.length(), note)))
                .startsWith("HTTP/1.1 400")
                .contains("Idempotency-Key");
        assertThat(notes.existsById(id)).isFalse();
        isNotLogged(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{broken", "[1]", "\"x\"", "7"})
    void anOperationsBodyThatIsNoObjectIsRefused(String body, CapturedOutput output) {
        http.post("/actuator/parked", body).isProblem(400, "invalid-request");
        http.post("/actuator/parked/1", body).isProblem(400, "invalid-request");
        isNotLogged(output);
    }

    /** A run of one character, longer than anything that may be told again. */
    private static final String LONG = "z".repeat(6_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"text\":\"x\",\"colour\":\"LONG\"}",
                "{\"id\":\"LONG\",\"text\":\"x\"}",
                "{\"id\":1,\"LONG\":\"x\"}",
                "{\"id\":1,\"text\":{\"LONG\":1}}",
                "LONG"
            })
    void ofALongValueLittleIsToldAgain(String body) {
        toldAgain(http.post("/notes", body.replace("LONG", LONG)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/notes/LONG",
                "/LONG",
                "/notes/search/LONG",
                "/notes?sort=LONG",
                "/notes?size=LONG",
                "/notes/search/findByText?LONG=1",
                "/actuator/parked/LONG",
                "/actuator/metrics/LONG",
                "/actuator/metrics/jvm.threads.live?tag=LONG",
                "/actuator/LONG"
            })
    void ofALongAddressLittleIsToldAgain(String path) {
        toldAgain(http.get(path.replace("LONG", LONG)));
        toldAgain(http.delete("/notes/" + LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Content-Type", "Idempotency-Key", "If-Match", "X-Forwarded-Host"})
    void ofALongHeaderLittleIsToldAgain(String header) {
        toldAgain(http.post("/notes", "{\"id\":1,\"text\":\"x\"}", header, "<a/" + LONG));
    }

    @Test
    void ofALongMethodLittleIsToldAgain() throws IOException {
        assertThat(RawHttp.send(environment, LONG + " /notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("z".repeat(101));
    }

    private static void toldAgain(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("z".repeat(101));
        assertThat(answer.headers().map().toString()).doesNotContain("z".repeat(101));
    }
}
