package io.smartwms.platform.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context ({@code traceparent}) of what the current thread is doing, so that an order can be followed from
 * the request that placed it through every event it caused. Why this is not a tracing library: docs/adr/0005.
 */
public final class TraceContext {

    public static final String HEADER = "traceparent";

    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();
    private static final SecureRandom RANDOM = new SecureRandom();

    private TraceContext() {}

    /** The trace in progress, or none. */
    public static @Nullable String current() {
        return CURRENT.get();
    }

    /** Continues the given trace, or starts a new one if there is none or it is malformed, until the scope is closed. */
    public static Scope open(@Nullable String traceParent) {
        String before = CURRENT.get();
        CURRENT.set(traceParent != null && VALID.matcher(traceParent).matches() ? traceParent : fresh());
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    private static String fresh() {
        byte[] ids = new byte[24];
        RANDOM.nextBytes(ids);
        String hex = HexFormat.of().formatHex(ids);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }

    /** Ends the trace's hold on the thread. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
