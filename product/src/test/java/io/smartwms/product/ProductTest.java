package io.smartwms.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Http;
import io.smartwms.platform.test.Http.Answer;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.test.Topic;
import io.smartwms.platform.test.Topic.Event;
import java.net.URI;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductTest {

    /** Fewer than there are connections: H2 lets those that insert the same key spin until the first has committed. */
    private static final int AT_ONCE = 6;

    @Autowired
    private Http http;

    @Autowired
    private Topic topic;

    @Autowired
    private JdbcTemplate jdbc;

    private static String newId() {
        return "P-" + UUID.randomUUID();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private long rows() {
        return jdbc.queryForObject("select count(*) from product", Long.class);
    }

    /** After all others, so that a request that was refused shows in no event either. */
    @Test
    @Order(Integer.MAX_VALUE)
    void everyProductHasItsOneEvent() {
        published();
        assertThat(topic.published().stream().map(Event::key).toList())
                .containsExactlyInAnyOrderElementsOf(jdbc.queryForList("select product_id from product", String.class));
    }

    /** Everything published so far, once a product registered just now has come through behind it. */
    private List<Event> published() {
        String marker = newId();
        http.post("/products", json("{'productId':'" + marker + "'}")).isStatus(201);
        topic.awaitEvent("ProductRegistered", marker);
        return topic.published().stream().filter(e -> !e.key().equals(marker)).toList();
    }

    @Test
    void registeringAnswersWithTheProductAndItsAddress() {
        String id = newId();
        Instant before = Instant.now().minusMillis(1);
        Answer answer = http.post(
                        "/products",
                        json("{'productId':'" + id + "','productName':'TV 55','stockIncreaseQty':70,"
                                + "'productWhsDate':'2026-01-31T09:00:00.123456789+09:00'}"))
                .isStatus(201);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/products/" + id);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/hal+json");
        JsonNode product = answer.json();
        assertThat(product.path("productId").asString()).isEqualTo(id);
        assertThat(product.path("productName").asString()).isEqualTo("TV 55");
        assertThat(product.path("productStatus").asString()).isEqualTo("ProductRegistered");
        assertThat(product.path("stockIncreaseQty").asInt()).isEqualTo(70);
        assertThat(product.path("productWhsDate").asString()).isEqualTo("2026-01-31T00:00:00.123456Z");
        assertThat(Instant.parse(product.path("createDate").asString())).isBetween(before, Instant.now());
        assertThat(product.path("updateDate")).isEqualTo(product.path("createDate"));
        assertThat(product.has("version")).isFalse();
        assertThat(product.at("/_links/self/href").asString()).endsWith("/products/" + id);

        assertThat(http.get("/products/" + id).isStatus(200).json()).isEqualTo(product);
    }

    @Test
    void registeringTellsTheWarehouse() {
        String id = newId();
        http.post(
                "/products",
                json("{'productId':'" + id + "','productName':'TV','stockIncreaseQty':'5',"
                        + "'productWhsDate':'2026-01-31T00:00:00Z'}"));
        Event event = topic.awaitEvent("ProductRegistered", id);
        assertThat(event.key()).isEqualTo(id);
        assertThat(event.body().path("productId").asString()).isEqualTo(id);
        assertThat(event.body().path("productName").asString()).isEqualTo("TV");
        assertThat(event.body().path("productStatus").asString()).isEqualTo("ProductRegistered");
        assertThat(event.body().path("stockIncreaseQty").asInt()).isEqualTo(5);
        assertThat(event.body().path("productWhsDate").asString()).isEqualTo("2026-01-31T00:00:00Z");
    }

    @Test
    void whatIsLeftOutHasADefault() {
        String id = newId();
        Instant before = Instant.now().minusMillis(1);
        JsonNode product = http.post("/products", json("{'productId':'" + id + "'}"))
                .isStatus(201)
                .json();
        assertThat(product.path("productName").asString()).isEqualTo(id);
        assertThat(product.path("stockIncreaseQty").asInt()).isEqualTo(1000);
        assertThat(Instant.parse(product.path("productWhsDate").asString())).isBetween(before, Instant.now());
        assertThat(http.get("/products/" + id).json()).isEqualTo(product);
    }

    @Test
    void stockQtyIsUnderstoodToo() {
        String id = newId();
        JsonNode product = http.post("/products", json("{'productId':'" + id + "','stockQty':7}"))
                .isStatus(201)
                .json();
        assertThat(product.path("stockIncreaseQty").asInt()).isEqualTo(7);
        assertThat(product.has("stockQty")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000_000})
    void theSmallestAndTheLargestQuantityAreTaken(int qty) {
        String id = newId();
        http.post("/products", json("{'productId':'%s','stockIncreaseQty':%d}".formatted(id, qty)))
                .isStatus(201);
        assertThat(topic.awaitEvent("ProductRegistered", id)
                        .body()
                        .path("stockIncreaseQty")
                        .asInt())
                .isEqualTo(qty);
    }

    @Test
    void aNumberIsAProductIdToo() {
        http.post("/products", json("{'productId':2,'productName':'two'}")).isStatus(201);
        assertThat(http.get("/products/2")
                        .isStatus(200)
                        .json()
                        .path("productId")
                        .asString())
                .isEqualTo("2");
    }

    @Test
    void registeringAgainIsRefusedAndChangesNothing() {
        String id = newId();
        JsonNode first = http.post("/products", json("{'productId':'" + id + "','productName':'first'}"))
                .isStatus(201)
                .json();
        http.post("/products", json("{'productId':'" + id + "','productName':'second','stockIncreaseQty':9}"))
                .isProblem(409, "already-exists");
        assertThat(http.get("/products/" + id).json()).isEqualTo(first);
        assertThat(published()).filteredOn(e -> e.key().equals(id)).hasSize(1);
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAgain() {
        String id = newId();
        String key = UUID.randomUUID().toString();
        String body = json("{'productId':'" + id + "','stockIncreaseQty':3}");
        Answer first = http.post("/products", body, "Idempotency-Key", key).isStatus(201);
        Answer again = http.post("/products", body, "Idempotency-Key", key).isStatus(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(published()).filteredOn(e -> e.key().equals(id)).hasSize(1);
        http.post("/products", json("{'productId':'" + newId() + "'}"), "Idempotency-Key", key)
                .isProblem(422, "idempotency-key-reused");
        http.post("/products", body, "Idempotency-Key", UUID.randomUUID().toString())
                .isProblem(409, "already-exists");
    }

    @Test
    void ofManyAtOnceExactlyOneRegisters() {
        String id = newId();
        List<Integer> statuses = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> http.post("/products", json("{'productId':'" + id + "','stockIncreaseQty':" + i + "}"))
                                .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(statuses)
                .containsExactlyElementsOf(IntStream.range(0, AT_ONCE)
                        .mapToObj(i -> i == 0 ? 201 : 409)
                        .toList());
        assertThat(published()).filteredOn(e -> e.key().equals(id)).hasSize(1);
    }

    @Test
    void theSameRequestSentManyTimesAtOnceIsOneProductAndOneAnswer() {
        String id = newId();
        String key = UUID.randomUUID().toString();
        List<JsonNode> answers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> http.post("/products", json("{'productId':'" + id + "'}"), "Idempotency-Key", key)
                                .isStatus(201)
                                .json()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(published()).filteredOn(e -> e.key().equals(id)).hasSize(1);
    }

    @Test
    void productsAreListedAndFound() {
        String id = newId();
        http.post("/products", json("{'productId':'" + id + "','productName':'name of " + id + "'}"));
        assertThat(http.get("/products?size=1000")
                        .isStatus(200)
                        .json()
                        .at("/_embedded/products")
                        .valueStream())
                .anyMatch(p -> p.path("productId").asString().equals(id));
        JsonNode byName = http.get("/products/search/findByProductName?productName=name%20of%20" + id)
                .isStatus(200)
                .json();
        assertThat(byName.at("/page/totalElements").asInt()).isEqualTo(1);
        assertThat(byName.at("/_embedded/products/0/productId").asString()).isEqualTo(id);
        JsonNode byStatus = http.get("/products/search/findByProductStatus?productStatus=ProductRegistered&size=1")
                .isStatus(200)
                .json();
        assertThat(byStatus.at("/page/totalElements").asLong()).isEqualTo(rows());
        assertThat(byStatus.at("/page/size").asInt()).isEqualTo(1);
        assertThat(http.get("/products?sort=productId,desc&size=1")
                        .isStatus(200)
                        .json()
                        .at("/_embedded/products/0"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    {                                                       | body
                    []                                                      | body
                    5                                                       | body
                    -                                                       | body
                    {}                                                      | productId
                    {"productId":null}                                      | productId
                    {"productId":""}                                        | productId
                    {"productId":" "}                                       | productId
                    {"productId":"a*b"}                                     | productId
                    {"productId":"50%"}                                     | productId
                    {"productId":"movements"}                               | productId
                    {"productId":"a\\u0000"}                               | productId
                    {"productId":"\u0301"}                                 | productId
                    {"productId":"p","productName":" "}                     | productName
                    {"productId":"p","productName":"\u200b"}               | productName
                    {"productId":"p","productName":"a","productName":"b"}   | productName
                    {"productId":"p","stockIncreaseQty":"\uff15"}          | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":"null"}             | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":" 1"}               | stockIncreaseQty
                    {"productId":"a/b"}                                     | productId
                    {"productId":"search"}                                  | productId
                    {"productId":".."}                                      | productId
                    {"productId":true}                                      | productId
                    {"productId":{}}                                        | productId
                    {"productId":"p","productName":""}                      | productName
                    {"productId":"p","productName":"a\\u0000b"}             | productName
                    {"productId":"p","productName":"a\\nb"}                 | productName
                    {"productId":"p","productName":"\\ud800"}               | productName
                    {"productId":"p","productName":[]}                      | productName
                    {"productId":"p","stockIncreaseQty":-1}                 | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":1000001}            | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":2147483648}         | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":99999999999999999999} | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":1.5}                | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":"many"}             | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":""}                 | stockIncreaseQty
                    {"productId":"p","stockIncreaseQty":true}               | stockIncreaseQty
                    {"productId":"p","productWhsDate":"yesterday"}          | productWhsDate
                    {"productId":"p","productWhsDate":1700000000}           | productWhsDate
                    {"productId":"p","productWhsDate":"2026-01-31"}         | productWhsDate
                    {"productId":"p","productWhsDate":"+10000-01-31T00:00:00Z"} | productWhsDate
                    {"productId":"p","productStatus":"ProductRegistered"}   | productStatus
                    {"productId":"p","createDate":"2026-01-31T00:00:00Z"}   | createDate
                    {"productId":"p","version":1}                           | version
                    {"productId":"p","colour":"red"}                        | colour
                    """)
    void badInputIsRefusedByItsField(String body, String field) {
        long before = rows();
        http.post("/products", body).refusesField(field);
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TV 55+#",
                "상품 1",
                "a#b",
                "a+b",
                "e\u0301t\u00e9",
                "\u0e19\u0e49\u0e33",
                "\ud842\udfb7",
                "Search",
                "-"
            })
    void anIdOfAnyScriptHasALinkThatLeadsToIt(String id) {
        String nfc = Normalizer.normalize(id, Normalizer.Form.NFC);
        Answer made =
                http.post("/products", json("{'productId':' " + id + "'}")).isStatus(201);
        assertThat(made.json().path("productId").asString()).isEqualTo(nfc);
        URI location = URI.create(made.headers().firstValue("Location").orElseThrow());
        assertThat(location.getFragment()).isNull();
        assertThat(made.json().at("/_links/self/href").asString()).isEqualTo(location.toString());
        for (String spelled : List.of(location.getRawPath(), "/products/%20" + UriUtils.encode(id, UTF_8))) {
            assertThat(http.get(spelled).isStatus(200).json().path("productId").asString())
                    .isEqualTo(nfc);
        }
        JsonNode listed = http.get("/products/search/findByProductName?productName=" + UriUtils.encode(id, UTF_8))
                .isStatus(200)
                .json()
                .at("/_embedded/products/0");
        assertThat(listed.at("/_links/self/href").asString()).isEqualTo(location.toString());
        assertThat(topic.awaitEvent("ProductRegistered", nfc)
                        .body()
                        .path("productId")
                        .asString())
                .isEqualTo(nfc);
    }

    @Test
    void idsAreComparedExactly() {
        String id = newId();
        http.post("/products", json("{'productId':'x" + id + "'}")).isStatus(201);
        http.get("/products/X" + id).isProblem(404, "not-found");
        http.post("/products", json("{'productId':'X" + id + "'}")).isStatus(201);
        http.post("/products", json("{'productId':'x" + id + " '}")).isProblem(409, "already-exists");
    }

    @Test
    void textsAboveTheirLengthAreRefused() {
        http.post("/products", json("{'productId':'" + "p".repeat(51) + "'}")).refusesField("productId");
        http.post("/products", json("{'productId':'p','productName':'" + "n".repeat(201) + "'}"))
                .refusesField("productName");
        String id = "p".repeat(14) + UUID.randomUUID();
        http.post("/products", json("{'productId':'%s','productName':'%s'}".formatted(id, "티".repeat(200))))
                .isStatus(201);
        topic.awaitEvent("ProductRegistered", id);
    }

    @Test
    void badAddressesMethodsAndMediaTypesAreRefused() {
        http.get("/products/unknown").isProblem(404, "not-found");
        http.get("/product").isProblem(404, "not-found");
        http.post("/products", "{}", "Content-Type", "text/plain").isProblem(415, "unsupported-media-type");
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            http.send(method, "/products", "{}").isProblem(405, "method-not-allowed");
        }
        http.post("/products", json("{'productId':'untouched'}"));
        JsonNode before = http.get("/products/untouched").json();
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            http.send(method, "/products/untouched", json("{'productName':'other'}"))
                    .isProblem(405, "method-not-allowed");
        }
        assertThat(http.get("/products/untouched").json()).isEqualTo(before);
        http.get("/products?size=0").refusesField("size");
        http.get("/products?size=1001").refusesField("size");
        http.get("/products?page=-1").refusesField("page");
        http.get("/products?sort=colour").refusesField("sort");
        http.get("/products/search/findByProductStatus?productStatus=Foo").isProblem(400, "invalid-request");
    }
}
