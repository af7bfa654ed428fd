package io.smartwms.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Each figure as a bar with its spread, on a scale of its own group and unit. */
record Chart(Measurement found) {

    private static final int WIDTH = 1040;
    private static final int LEFT = 400;
    private static final int BARS = 380;
    private static final int ROW = 22;

    String svg() {
        StringBuilder rows = new StringBuilder();
        int y = 10;
        for (Map.Entry<String, List<Figure>> group : found.groups().entrySet()) {
            y += 2 * ROW;
            text(rows, 10, y, "start", "bold", group.getKey());
            for (Figure figure : group.getValue()) {
                if (!figure.isEmpty()) {
                    y += ROW;
                    bar(rows, y, figure, scale(group.getValue(), figure.unit()));
                }
            }
        }
        int height = y + ROW;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" font-family=\"sans-serif\" font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + rows + "</svg>\n";
    }

    /** The largest value that bars of one unit have to show; rates of different things are of one kind. */
    private static double scale(List<Figure> group, String unit) {
        return group.stream()
                .filter(figure -> !figure.isEmpty() && kind(figure.unit()).equals(kind(unit)))
                .mapToDouble(Figure::max)
                .max()
                .orElse(1);
    }

    private static String kind(String unit) {
        return unit.endsWith("/s") ? "/s" : unit;
    }

    private static void bar(StringBuilder rows, int y, Figure figure, double scale) {
        text(rows, LEFT - 10, y, "end", "normal", figure.name());
        boolean limit = figure.name().startsWith("limit");
        String color = limit ? "#b0b7c3" : figure.hasTarget() && !figure.isReached() ? "#d9822b" : "#2f6fb0";
        rows.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LEFT,
                y - 12,
                Math.max(1, BARS * figure.median() / scale),
                ROW - 8,
                color));
        rows.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"black\"/>%n",
                LEFT + BARS * figure.min() / scale,
                LEFT + BARS * figure.max() / scale,
                y - 5,
                y - 5));
        String ratio = figure.hasLimit() ? String.format(Locale.ROOT, ", %.2f of its limit", figure.ratio()) : "";
        text(
                rows,
                LEFT + BARS + 10,
                y,
                "start",
                "normal",
                Report.number(figure.median()) + " " + figure.unit() + ratio);
    }

    private static void text(StringBuilder rows, int x, int y, String anchor, String weight, String text) {
        String plain = text.replace("&", "&amp;").replace("<", "&lt;");
        rows.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n"
                .formatted(x, y, anchor, weight, plain));
    }
}
