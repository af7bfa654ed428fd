package io.smartwms.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Every list and search of a service, as its own addresses tell them, in every order that it takes. */
@ServiceTest
public abstract class Lists {

    private static final List<Integer> SIZES = List.of(5, 7, 10);
    private static final Pattern SORTABLE = Pattern.compile("must be one of (.*), optionally");

    @Autowired
    private Http http;

    @Autowired
    private JdbcTemplate jdbc;

    private String root;

    /** Makes some 25 rows, with the same values in several of them. */
    protected abstract void makeRows();

    /** Where the rows are. */
    protected abstract String table();

    /** Lists besides those of the repository. */
    protected List<String> furtherLists() {
        return List.of();
    }

    @BeforeEach
    void rows() {
        makeRows();
        root = "/" + name();
    }

    private String name() {
        return http.get("/").isStatus(200).json().path("_links").propertyNames().stream()
                .filter(name -> !name.equals("profile"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachRowIsOnOnePageInEveryOrder() {
        for (String list : lists()) {
            String param = list.contains("?") ? "&" : "?";
            assertThat(ids(list))
                    .as(list)
                    .isEqualTo(whole(list, "", "id").stream().limit(20).toList());
            assertThat(byLinks(list + param + "size=5"))
                    .as(list)
                    .isEqualTo(whole(list, "", "id").stream().limit(40).toList());
            for (String field : sortable(list)) {
                for (String direction : List.of("asc", "desc")) {
                    String sorted = list + param + "sort=" + field + "," + direction;
                    List<String> whole = whole(sorted, direction, field);
                    assertThat(whole).as(sorted).doesNotHaveDuplicates().isNotEmpty();
                    for (int size : SIZES) {
                        for (int page : pages(whole.size(), size)) {
                            assertThat(ids(sorted + "&size=" + size + "&page=" + page))
                                    .as("%s, page %d of %d", sorted, page, size)
                                    .isEqualTo(whole.subList(page * size, Math.min(page * size + size, whole.size())));
                        }
                    }
                }
            }
        }
    }

    /** As a client does that follows {@code next}; of a long list only the first pages. */
    private List<String> byLinks(String list) {
        List<String> ids = new ArrayList<>();
        String next = list;
        while (next != null && ids.size() < 40) {
            ids.addAll(ids(next));
            URI link = URI.create(http.get(next).json().at("/_links/next/href").asString(""));
            next = link.getPath().isEmpty() ? null : link.getPath() + "?" + link.getRawQuery();
        }
        return ids;
    }

    /** All pages of a short list; of a long one, as other tests may have left it, the first, some in the middle and the last. */
    private static TreeSet<Integer> pages(int rows, int size) {
        int last = (rows - 1) / size;
        TreeSet<Integer> pages = new TreeSet<>(List.of(0, last / 2, (last + 1) / 2, last / 2 + 1, last - 1, last));
        for (int i = 0; last < 8 && i <= last; i++) {
            pages.add(i);
        }
        return new TreeSet<>(pages.subSet(0, true, last, true));
    }

    /** The ids of the whole list, after a look at its order: rows that are alike stand by their ids. */
    private List<String> whole(String list, String direction, String field) {
        List<JsonNode> rows = new ArrayList<>();
        for (int page = 0; ; page++) {
            List<JsonNode> more = read(list + (list.contains("?") ? "&" : "?") + "size=1000&page=" + page);
            rows.addAll(more);
            if (more.size() < 1000) {
                break;
            }
        }
        int sign = direction.equals("desc") ? -1 : 1;
        for (int i = 1; i < rows.size(); i++) {
            JsonNode one = rows.get(i - 1).path(field);
            JsonNode next = rows.get(i).path(field);
            int order = compare(one, next) * sign;
            assertThat(order).as("%s: %s before %s", list, one, next).isNotPositive();
            if (one.equals(next) && rows.get(i).has("id")) {
                assertThat(compareIds(rows.get(i - 1), rows.get(i)) * sign)
                        .as("%s: %s before %s", list, rows.get(i - 1), rows.get(i))
                        .isNegative();
            }
        }
        return rows.stream().map(Lists::id).toList();
    }

    /** What engines order differently, texts and what is missing, counts as alike. */
    private static int compare(JsonNode one, JsonNode next) {
        if (one.isNumber() && next.isNumber()) {
            return Long.compare(one.asLong(), next.asLong());
        }
        if (one.isString() && next.isString() && one.asString().matches("\\d{4}-.*T.*Z")) {
            return Instant.parse(one.asString()).compareTo(Instant.parse(next.asString()));
        }
        return 0;
    }

    private static int compareIds(JsonNode one, JsonNode next) {
        return Long.compare(one.path("id").asLong(), next.path("id").asLong());
    }

    private static String id(JsonNode row) {
        return row.has("id") ? row.path("id").asString() : row.path("productId").asString();
    }

    protected final List<String> ids(String list) {
        return read(list).stream().map(Lists::id).toList();
    }

    private List<JsonNode> read(String list) {
        return http.get(list)
                .isStatus(200)
                .json()
                .path("_embedded")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private List<String> sortable(String list) {
        String detail = http.get(list + (list.contains("?") ? "&" : "?") + "sort=,")
                .refusesField("sort")
                .json()
                .path("detail")
                .asString();
        Matcher sortable = SORTABLE.matcher(detail);
        assertThat(sortable.find()).as(detail).isTrue();
        return List.of(sortable.group(1).split(", "));
    }

    /** The list of all, every search for values that several rows have, and what else there is. */
    private List<String> lists() {
        List<String> lists = new ArrayList<>(List.of(root));
        List<JsonNode> rows = newest();
        for (Map.Entry<String, JsonNode> search :
                http.get(root + "/search").isStatus(200).json().path("_links").properties()) {
            if (!search.getKey().equals("self")) {
                String path = path(search.getValue());
                lists.add(path + parameters(search.getValue(), rows));
            }
        }
        lists.addAll(furtherLists());
        return lists;
    }

    private List<JsonNode> newest() {
        String key =
                http.get(root + "?size=1").json().path("_embedded").toString().contains("\"id\":") ? "id" : "productId";
        return read(root + "?size=25&sort=" + key + ",desc");
    }

    private static String parameters(JsonNode link, List<JsonNode> rows) {
        String href = link.path("href").asString();
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : href.replaceAll(".*\\{\\?|\\*|\\}", "").split(",")) {
            switch (name) {
                case "page", "size", "sort", "" -> {}
                case "from" -> values.put(name, "2020-01-01T00:00:00Z");
                case "to" -> values.put(name, "2100-01-01T09:00:00%2B09:00");
                case "within" -> values.put(name, "P10000D");
                case "minAge" -> values.put(name, "PT1S");
                default -> {
                    if (!name.contains("/")) {
                        values.put(name, URLEncoder.encode(frequent(name, rows), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("&", values.isEmpty() ? "" : "?", ""));
    }

    private static String frequent(String field, List<JsonNode> rows) {
        List<String> values = rows.stream()
                .map(row -> row.path(field).asString(""))
                .filter(value -> !value.isEmpty())
                .toList();
        assertThat(values).as("rows with %s", field).isNotEmpty();
        return Collections.max(values, (a, b) -> Collections.frequency(values, a) - Collections.frequency(values, b));
    }

    private static String path(JsonNode link) {
        return URI.create(link.path("href").asString().replaceAll("\\{.*", "")).getPath();
    }

    /** PostgreSQL moves a row that is changed. */
    @Test
    void aChangedRowStaysOnItsPage() {
        List<String> whole = whole(root, "", "id");
        List<String> walked = new ArrayList<>();
        int pages = Math.min(8, (whole.size() + 4) / 5);
        for (int page = 0; page < pages; page++) {
            jdbc.update("update " + table() + " set version = version + 0");
            walked.addAll(ids(root + "?size=5&page=" + page));
        }
        assertThat(walked).isEqualTo(whole.subList(0, walked.size()));
    }

    @Test
    void whatAListDoesNotKnowIsRefused() {
        String item = root + "/" + ids(root).get(0);
        List<String> lists = lists();
        for (String path : Stream.concat(lists.stream(), Stream.of(item, root + "/search", "/"))
                .toList()) {
            String more = path + (path.contains("?") ? "&" : "?");
            for (String unknown : List.of("Page", "limit", "projection", "nobodyKnows")) {
                http.get(more + unknown + "=1").refusesField(unknown);
            }
        }
        http.get(item + "?page=0").refusesField("page");
        http.get(item + "?sort=id").refusesField("sort");
        for (String list : lists) {
            String more = list + (list.contains("?") ? "&" : "?");
            http.get(more + "page=0&page=1").refusesField("page");
            http.get(more + "size=5&size=5").refusesField("size");
            String known = sortable(list).get(0);
            for (String bad : List.of(
                    "",
                    ",",
                    "asc",
                    ",asc",
                    known + ",",
                    "," + known,
                    known + ",,desc",
                    known + ",down",
                    "version",
                    "cancelable",
                    "headId",
                    "id.x")) {
                http.get(more + "sort=" + bad).refusesField("sort");
            }
            http.get(more + "sort=" + known + "&sort=" + known + ",desc").refusesField("sort");
            if (list.contains("?")) {
                String first = list.replaceAll(".*\\?|=.*", "");
                if (list.contains("/search/")) {
                    http.get(list.replaceAll("\\?.*", "")).refusesField(first);
                    http.get(list.replaceFirst("=[^&]*", "=")).refusesField(first);
                }
                http.get(more + first + "=x").refusesField(first);
            }
        }
    }

    /** Each field that a list shows can be sorted by. */
    @Test
    void whatIsShownCanBeSortedBy() {
        TreeSet<String> shown = new TreeSet<>();
        newest().forEach(row -> shown.addAll(row.propertyNames()));
        shown.remove("_links");
        assertThat(sortable(root)).containsAll(shown);
    }
}
