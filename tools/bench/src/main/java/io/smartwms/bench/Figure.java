package io.smartwms.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One thing that is measured once a round, and what it is held against: limits that were measured in the same rounds. */
final class Figure {

    private final String name;
    private final String unit;
    private final List<Double> samples = new ArrayList<>();
    private List<Figure> limits = List.of();
    private double wanted = Double.NaN;
    private boolean least;

    Figure(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    /** Held against the lower of these. */
    Figure of(Figure... lowerOf) {
        limits = List.of(lowerOf);
        return this;
    }

    /** What the ratio, or without limits the figure itself, is to reach. */
    Figure atLeast(double value) {
        wanted = value;
        least = true;
        return this;
    }

    /** What the ratio, or without limits the figure itself, is not to exceed. */
    Figure atMost(double value) {
        wanted = value;
        least = false;
        return this;
    }

    void add(double sample) {
        samples.add(sample);
    }

    String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    List<Double> samples() {
        return samples;
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    double median() {
        return median(samples);
    }

    double min() {
        return samples.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double max() {
        return samples.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    boolean hasLimit() {
        return !limits.isEmpty();
    }

    /** The median over the rounds of what was reached of the round's lower limit. */
    double ratio() {
        return median(IntStream.range(0, samples.size())
                .mapToObj(round -> samples.get(round)
                        / limits.stream()
                                .mapToDouble(limit -> limit.samples.get(round))
                                .min()
                                .orElseThrow())
                .toList());
    }

    boolean hasTarget() {
        return !Double.isNaN(wanted);
    }

    double wanted() {
        return wanted;
    }

    boolean wantsLeast() {
        return least;
    }

    boolean isReached() {
        double value = hasLimit() ? ratio() : median();
        return least ? value >= wanted : value <= wanted;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
