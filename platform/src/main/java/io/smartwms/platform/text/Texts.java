package io.smartwms.platform.text;

import java.text.Normalizer;
import java.util.Optional;

/**
 * What holds for every text that enters, by body, query or path: it is Unicode NFC without white space around it, and what
 * people cannot see, or what would make them see something else, is refused. Texts that look the same are then the same.
 */
public final class Texts {

    private Texts() {}

    /** In Unicode NFC, without leading and trailing white space. */
    public static String normalize(String text) {
        String normalized = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        int begin = 0;
        int end = normalized.length();
        while (begin < end && isWhiteSpace(normalized.charAt(begin))) {
            begin++;
        }
        while (begin < end && isWhiteSpace(normalized.charAt(end - 1))) {
            end--;
        }
        return normalized.substring(begin, end);
    }

    private static boolean isWhiteSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Why a normalised text is refused, or nothing if it is fine. An empty text is fine here. */
    public static Optional<String> fault(String text) {
        boolean visible = text.isEmpty();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c > ' ' && c < 0x7f) {
                visible = true;
            } else if (Character.isISOControl(c)) {
                return Optional.of("must not contain control characters");
            } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return Optional.of("must not contain half a character (a lone surrogate)");
            } else if (isNoncharacter(c)) {
                return Optional.of("must not contain Unicode noncharacters");
            } else if (c == 0x2028 || c == 0x2029) {
                return Optional.of("must not contain line or paragraph separators");
            } else if (isDirectionControl(c)) {
                return Optional.of("must not contain characters that change the direction of writing");
            } else if (!isInvisible(c)) {
                visible = true;
            }
        }
        return visible ? Optional.empty() : Optional.of("must contain a visible character");
    }

    private static boolean isNoncharacter(int c) {
        return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    }

    /** Embeddings, overrides and isolates. */
    private static boolean isDirectionControl(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    /** White space, and what Unicode calls default ignorable: format characters, fillers, variation selectors. */
    private static boolean isInvisible(int c) {
        return Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || c == 0x034f
                || (c >= 0x115f && c <= 0x1160)
                || (c >= 0x17b4 && c <= 0x17b5)
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x2065
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xffa0
                || (c >= 0xfff0 && c <= 0xfff8)
                || (c >= 0xe0000 && c <= 0xe0fff);
    }
}
