package io.smartwms.platform.text;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for every text that a client sends, in a body, a query or a path: it is brought to Unicode's normal form NFC,
 * white space around it is taken away, and what cannot be seen, stored or compared is refused.
 */
public final class Texts {

    private Texts() {}

    /** The text cannot be taken; the message says why, in words that follow the name of its field. */
    public static final class Refused extends RuntimeException {

        private final String reason;

        Refused(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    /**
     * The text as it is validated, stored, compared and hashed.
     *
     * @throws Refused it has characters that no text may have, or none that can be seen
     */
    public static String normalized(String raw) {
        String text = stripped(Normalizer.isNormalized(raw, Normalizer.Form.NFC) ? raw : nfc(raw));
        boolean visible = text.isEmpty();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            String reason = whyRefused(c);
            if (reason != null) {
                throw new Refused(reason);
            }
            visible |= isVisible(c);
            i += Character.charCount(c);
        }
        if (!visible) {
            throw new Refused("must have characters that can be seen");
        }
        return text;
    }

    private static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isWhiteSpace(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    /** Unicode's property White_Space; all of it lies in the first plane. Java's own three methods each lack some. */
    private static boolean isWhiteSpace(int c) {
        return c == ' ' || c >= 9 && c <= 13 || c == 0x85 || c > 0x85 && Character.isSpaceChar(c);
    }

    private static @Nullable String whyRefused(int c) {
        if (c >= ' ' && c < 0x7f) {
            return null;
        }
        if (Character.isISOControl(c)) {
            return "must not have control characters";
        }
        if (Character.getType(c) == Character.SURROGATE) {
            return "must not have half of a surrogate pair";
        }
        if ((c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef) {
            return "must not have code points that are no characters";
        }
        if (c == 0x2028 || c == 0x2029) {
            return "must not have line or paragraph separators";
        }
        if (c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069) {
            return "must not have characters that turn the direction of writing";
        }
        return null;
    }

    static boolean isVisible(int c) {
        return c > ' ' && c < 0x7f || !Character.isSpaceChar(c) && !isIgnorable(c) && c != 0x2800;
    }

    /** Unicode's property Default_Ignorable_Code_Point, which Java does not know. */
    static boolean isIgnorable(int c) {
        return c >= 0xad
                && (c == 0xad
                        || c == 0x34f
                        || c == 0x61c
                        || c == 0x115f
                        || c == 0x1160
                        || c == 0x17b4
                        || c == 0x17b5
                        || c >= 0x180b && c <= 0x180f
                        || c >= 0x200b && c <= 0x200f
                        || c >= 0x202a && c <= 0x202e
                        || c >= 0x2060 && c <= 0x206f
                        || c == 0x3164
                        || c >= 0xfe00 && c <= 0xfe0f
                        || c == 0xfeff
                        || c == 0xffa0
                        || c >= 0xfff0 && c <= 0xfff8
                        || c >= 0x1bca0 && c <= 0x1bca3
                        || c >= 0x1d173 && c <= 0x1d17a
                        || c >= 0xe0000 && c <= 0xe0fff);
    }

    /** As the columns of the databases count: an emoji is one character. */
    static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
