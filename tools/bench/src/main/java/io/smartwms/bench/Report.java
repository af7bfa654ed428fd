package io.smartwms.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was found, as a table, as JSON and as a chart. */
record Report(Machine machine, Measurement found) {

    static final String JSON = "bench.json";
    static final String CHART = "bench.svg";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void print(PrintStream out) {
        found.groups().forEach((group, figures) -> {
            out.printf("%n%s%n", group);
            out.printf("  %-52s %12s %22s  %-9s %s%n", "", "median", "min … max", "of limit", "wanted");
            figures.stream().filter(figure -> !figure.isEmpty()).forEach(figure -> out.println(line(figure)));
        });
    }

    private static String line(Figure figure) {
        return String.format(
                        Locale.ROOT,
                        "  %-52s %12s %22s  %-9s %s",
                        figure.name() + ", " + figure.unit(),
                        number(figure.median()),
                        number(figure.min()) + " … " + number(figure.max()),
                        figure.hasLimit() ? String.format(Locale.ROOT, "%.2f", figure.ratio()) : "",
                        wanted(figure))
                .stripTrailing();
    }

    private static String wanted(Figure figure) {
        return figure.hasTarget()
                ? (figure.wantsLeast() ? "≥ " : "≤ ") + number(figure.wanted()) + (figure.isReached() ? "" : "  missed")
                : "";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value)
                .replaceFirst("(\\.\\d*?)0+$", "$1")
                .replaceFirst("\\.$", "");
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(JSON), MAPPER.writeValueAsString(json()));
        Files.writeString(folder.resolve(CHART), new Chart(found).svg());
    }

    private Map<String, Object> json() {
        List<Map<String, Object>> groups = new ArrayList<>();
        found.groups()
                .forEach((group, figures) -> groups.add(Map.of(
                        "group",
                        group,
                        "figures",
                        figures.stream()
                                .filter(figure -> !figure.isEmpty())
                                .map(Report::json)
                                .toList())));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("groups", groups);
        return all;
    }

    private static Map<String, Object> json(Figure figure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", figure.name());
        json.put("unit", figure.unit());
        json.put("samples", figure.samples());
        json.put("median", figure.median());
        if (figure.hasLimit()) {
            json.put("ofLimit", figure.ratio());
        }
        if (figure.hasTarget()) {
            json.put(figure.wantsLeast() ? "wantedAtLeast" : "wantedAtMost", figure.wanted());
            json.put("reached", figure.isReached());
        }
        return json;
    }
}
