package io.smartwms.deliverypacking;

import static io.smartwms.deliverypacking.PackingUpstream.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Http.Answer;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Versions, types and methods of a packing instruction. */
@ServiceTest
@TestPropertySource(properties = "wms.packing.mode=manual")
class PackingHttpTest {

    private static final String CONFIRM = "{\"packingStatus\": \"PackingConfirmed\"}";

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    private PackingUpstream upstream;
    private long id;

    @BeforeEach
    void instruct() {
        upstream = new PackingUpstream(http, topic);
        id = upstream.after(PackingUpstream.PICKED);
    }

    private static String eTag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private void isNotConfirmed() {
        assertThat(upstream.row(id).path("packingStatus").asString()).isEqualTo("PackingOrdered");
    }

    @Test
    void anotherVersionIsNotConfirmed() {
        http.patch(path(id), CONFIRM, "If-Match", "\"999\"").isProblem(412, "precondition-failed");
        http.patch(path(id), CONFIRM, "If-None-Match", "*").isProblem(412, "precondition-failed");
        isNotConfirmed();
        String seen = eTag(http.get(path(id)));
        String confirmed = eTag(http.patch(path(id), CONFIRM, "If-Match", seen).isStatus(200));
        assertThat(confirmed).isNotEqualTo(seen).isEqualTo(eTag(http.get(path(id))));
        http.patch(path(id), CONFIRM, "If-Match", seen).isProblem(412, "precondition-failed");
    }

    @Test
    void ofManyWhoHaveSeenTheSameVersionOneConfirms() {
        String seen = eTag(http.get(path(id)));
        List<CompletableFuture<Answer>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> http.patch(path(id), CONFIRM, "If-Match", seen)))
                .limit(8)
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).map(Answer::status).toList())
                .containsOnlyOnce(200)
                .allMatch(status -> status == 200 || status == 412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "a/b/c", "*/*;q=0"})
    void whatNobodyCouldReadIsNotConfirmed(String accept) {
        http.patch(path(id), CONFIRM, "Accept", accept).isProblem(406, "not-acceptable");
        isNotConfirmed();
    }

    @Test
    void theMethodsThatThereAreAreNamed() {
        assertThat(http.send("OPTIONS", path(id), null).headers().firstValue("Allow"))
                .contains("GET, HEAD, PATCH, OPTIONS");
        assertThat(http.delete(path(id))
                        .isProblem(405, "method-not-allowed")
                        .headers()
                        .firstValue("Allow"))
                .contains("GET, HEAD, PATCH, OPTIONS");
    }
}
