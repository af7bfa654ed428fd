package io.smartwms.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** The violations that a rule finds, one sentence each. */
final class Complaints {

    private final List<String> sentences = new ArrayList<>();

    void add(Object where, String what, Object... values) {
        sentences.add(where + ": " + what.formatted(values));
    }

    List<String> sentences() {
        return sentences;
    }
}
