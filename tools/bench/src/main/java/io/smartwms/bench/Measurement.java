package io.smartwms.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one case of the benchmark has found: figures in groups, each group in one setting. */
final class Measurement {

    private final Map<String, List<Figure>> groups = new LinkedHashMap<>();

    Figure figure(String group, String name, String unit) {
        List<Figure> figures = groups.computeIfAbsent(group, g -> new ArrayList<>());
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    Figure figure = new Figure(name, unit);
                    figures.add(figure);
                    return figure;
                });
    }

    Map<String, List<Figure>> groups() {
        return groups;
    }
}
