package io.smartwms.platform.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The part of a refused request that the answer repeats: enough to recognise it, never more than {@value #MAX} characters. */
public final class RequestExcerpt {

    private static final int MAX = 100;
    private static final String CUT = "…";

    private RequestExcerpt() {}

    /** The value as a text, its end left out if it is long. */
    public static String of(@Nullable Object value) {
        String text = String.valueOf(value);
        if (text.length() <= MAX) {
            return text;
        }
        int end = MAX - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    /** The path as a problem's {@code instance}. */
    public static URI instance(String path) {
        String part = path;
        if (path.length() > MAX) {
            part = path.substring(0, MAX);
            int escape = part.lastIndexOf('%');
            part = escape > MAX - 3 ? part.substring(0, escape) : part;
        }
        try {
            return URI.create(part);
        } catch (IllegalArgumentException e) {
            return URI.create(
                    UriUtils.encode(part.substring(0, Math.min(part.length(), MAX / 3)), StandardCharsets.UTF_8));
        }
    }
}
