package io.smartwms.platform.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Updates of a view's row that give the same result in whatever order, and however often, the events come. */
public final class Monotonic {

    private Monotonic() {}

    /** A value that never changes once it is known. */
    public static <T> @Nullable T firstKnown(@Nullable T current, @Nullable T next) {
        return current == null ? next : current;
    }

    /** A status that only moves forward. */
    public static <T extends Comparable<? super T>> T latest(@Nullable T current, T next) {
        return current == null || current.compareTo(next) < 0 ? next : current;
    }

    /** The time of the first event of a kind. */
    public static Instant earliest(@Nullable Instant current, Instant next) {
        return current == null || next.isBefore(current) ? next : current;
    }
}
