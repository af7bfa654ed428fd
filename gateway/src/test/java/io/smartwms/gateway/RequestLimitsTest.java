package io.smartwms.gateway;

import static io.smartwms.gateway.ProblemAssert.assertProblem;
import static io.smartwms.gateway.ProblemAssert.assertRawProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too large, too slow or no HTTP at all is refused with a reason, and no service hears of it. */
class RequestLimitsTest {

    private static final int LIMIT = 64 * 1024;
    private static final Backend order = new Backend("order");
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new TestGateway(TestGateway.to("order", order), "wms.gateway.request-timeout=700ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        order.close();
    }

    @BeforeEach
    void forget() {
        order.reset();
    }

    @Test
    void aBodyUpToTheLimitArrivesWhole() {
        byte[] body = new byte[LIMIT];
        Arrays.fill(body, (byte) 'x');

        assertThat(gateway.send(post().POST(BodyPublishers.ofByteArray(body)).build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(post().POST(chunked(body)).build()).statusCode())
                .isEqualTo(200);

        assertThat(order.requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.body()).isEqualTo(body);
            assertThat(request.header("Content-Length")).isEqualTo("" + LIMIT);
            assertThat(request.header("Transfer-Encoding")).isNull();
        });
    }

    @RepeatedTest(5)
    void aBodyAboveTheLimitIs413() {
        assertProblem(
                gateway.send(post().POST(BodyPublishers.ofByteArray(new byte[LIMIT + 1]))
                        .build()),
                413,
                "payload-too-large",
                "/orders");
        assertProblem(
                gateway.send(post().POST(chunked(new byte[LIMIT + 1])).build()), 413, "payload-too-large", "/orders");
        assertThat(order.requests).isEmpty();
    }

    @Test
    void anAnnouncedGiantIsRefusedBeforeItIsSent() {
        String answer = gateway.raw("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n"
                + "Expect: 100-continue\r\nConnection: close\r\n\r\n");

        assertRawProblem(answer, 413, "payload-too-large", "/orders");
        assertThat(order.requests).isEmpty();
    }

    @Test
    void whatFollowsARefusedBodyIsNotTakenForARequest() {
        String hidden = "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
        gateway.raw("POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: " + (LIMIT + 1000) + "\r\n\r\n"
                + hidden.repeat(100));

        assertThat(order.requests).isEmpty();
    }

    @Test
    void anAnswerIsNotHeldUpByAnExpectation() {
        var response = gateway.send(
                post().expectContinue(true).POST(BodyPublishers.ofString("{}")).build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(order.only().body()).hasSize(2);
        assertThat(order.only().header("Expect")).isNull();
    }

    @Test
    void aBodyThatDoesNotArriveIs408() {
        String answer = gateway.raw(
                "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{\"a\"");

        assertRawProblem(answer, 408, "timeout", "/orders");
        assertThat(order.requests).isEmpty();
    }

    @Test
    void aCommandCutOffInTheMiddleReachesNoService() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream()
                    .write("POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("200 OK");
        }
        assertThat(order.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: x\r\nX-A: \u0000\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: one\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
                "GET /orders?a=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /orders?a={b} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: x:notaport\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.2\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/0.9\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: x\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na",
                "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\na",
                "POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: x\r\nConnection: Idempotency-Key\r\nIdempotency-Key: k\r\n"
                        + "Content-Length: 0\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: x\r\nConnection: close, content-type\r\nContent-Length: 0\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: x\r\nConnection: If-Match\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere:443\r\nConnection: close\r\n\r\n"
            })
    void whatIsNoRequestIs400(String text) {
        assertRawProblem(gateway.raw(text), 400, "invalid-request", null);
        assertThat(order.requests).isEmpty();
    }

    /** Where it ends nobody can tell, so what follows is no request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: xchunked\r\nContent-Length: 5"
            })
    void aBodyIsNeverTakenForTheNextRequest(String coding) {
        String hidden = "POST /orders/hidden HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";

        String answer = gateway.raw("POST /orders HTTP/1.1\r\nHost: x\r\n" + coding + "\r\n\r\n" + hidden + hidden);

        assertRawProblem(answer, 400, "invalid-request", null);
        gateway.get("/orders/next");
        assertThat(order.only().target()).isEqualTo("/orders/next");
    }

    @Test
    void aTargetThatIsNoUriDoesNotCostTheConnection() {
        String answer = gateway.raw(
                "GET /orders?a=%zz HTTP/1.1\r\nHost: x\r\n\r\nHEAD /orders?a=%zz HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "GET /orders/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1.1 400 .*application/problem\\+json.*\"status\":400.*"
                        + "HTTP/1.1 400 .*\r\n\r\nHTTP/1.1 200 .*order");
        assertThat(order.only().target()).isEqualTo("/orders/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /orders?a=\u00e9 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /orders HTTP/1.1\r\nHost: a b\"<>\r\nConnection: close\r\n\r\n"
            })
    void whatTwoProgramsCouldReadInTwoWaysIs400(String text) {
        assertRawProblem(gateway.raw(text), 400, "invalid-request", "/orders");
        assertThat(order.requests).isEmpty();
    }

    /** What was read so far must not pass for the whole command; the next request shows that nothing was on its way either. */
    @RepeatedTest(5)
    void aBodyThatStopsBeingHttpReachesNoService() {
        assertRawProblem(
                gateway.raw("POST /orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n"),
                400,
                "invalid-request",
                null);
        gateway.get("/orders/next");
        assertThat(order.only().target()).isEqualTo("/orders/next");
    }

    @Test
    void noMoreThanAHundredCharactersOfARequestAreRepeated() {
        var answer = gateway.get("/nothing/" + "x".repeat(3000));

        assertProblem(answer, 404, "not-found", "/nothing/" + "x".repeat(91));
    }

    @Test
    void linesAndHeadersHaveALimit() {
        assertRawProblem(gateway.rawRequest("GET /orders?" + "a".repeat(9000)), 414, "invalid-request", null);
        assertRawProblem(
                gateway.raw("GET /orders HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(20_000) + "\r\n\r\n"),
                431,
                "invalid-request",
                null);
        assertThat(order.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "get", "BREW"})
    void methodsNobodyHasUseForAre405(String method) {
        String answer = gateway.rawRequest(method + " /orders");

        assertRawProblem(answer, 405, "method-not-allowed", "/orders");
        assertThat(answer).containsIgnoringCase("allow: ");
        assertThat(order.requests).isEmpty();
    }

    @Test
    void theIndexIsReadOnlyAndSpeaksJson() {
        assertProblem(gateway.post("/", "{}"), 405, "method-not-allowed", "/");
        assertProblem(gateway.get("/", "Accept", "text/html"), 406, "not-acceptable", "/");
        assertProblem(gateway.get("/", "Accept", "a/b, ".repeat(60) + "a/b"), 406, "not-acceptable", "/");
        assertThat(gateway.get("/", "Accept", "text/html, */*").statusCode()).isEqualTo(200);
    }

    private static HttpRequest.Builder post() {
        return HttpRequest.newBuilder(URI.create(gateway.uri() + "/orders"));
    }

    private static HttpRequest.BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> (InputStream) new ByteArrayInputStream(body));
    }
}
