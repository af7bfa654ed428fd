package io.smartwms.systemtest.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lists of {@code fuzz/words.txt}. */
final class Words {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u\\p{XDigit}{4}|.)");
    private static final Pattern REPEATED = Pattern.compile("@\\{([^}]*)\\*(\\d+)}");
    private static final Map<String, List<String>> LISTS = read();

    private Words() {}

    private static Map<String, List<String>> read() {
        try (InputStream file = Words.class.getResourceAsStream("/fuzz/words.txt")) {
            Map<String, List<String>> lists = new LinkedHashMap<>();
            List<String> list = List.of();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("== ")) {
                    list = new ArrayList<>();
                    lists.put(line.substring(3), list);
                } else if (!line.isBlank() && !line.startsWith("# ")) {
                    list.addAll(List.of(line.strip().split(" +")));
                }
            }
            return lists;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Any word of the list.
     *
     * @param names and what is written in the place of each
     */
    static String pick(Request request, String list, String... names) {
        List<String> words = LISTS.get(list);
        String word = REPEATED.matcher(words.get(request.random.nextInt(words.size())))
                .replaceAll(part -> Matcher.quoteReplacement(part.group(1).repeat(Integer.parseInt(part.group(2)))));
        word = ESCAPE.matcher(word).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
        for (int i = 0; i < names.length; i += 2) {
            word = word.replace("@{" + names[i] + "}", names[i + 1]);
        }
        return word;
    }

    /** A word for the head of a request: a character above 255 is written as UTF-8, one below as the one byte. */
    static String head(Request request, String list, String... names) {
        StringBuilder bytes = new StringBuilder();
        pick(request, list, names)
                .codePoints()
                .mapToObj(Character::toString)
                .forEach(c -> bytes.append(c.codePointAt(0) < 256 ? c : Request.utf8(c)));
        return bytes.toString();
    }

    private static String character(MatchResult escape) {
        String code = escape.group(1);
        return switch (code.charAt(0)) {
            case 'u' -> Character.toString((char) Integer.parseInt(code.substring(1), 16));
            case 's' -> " ";
            case 'e' -> "";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> code;
        };
    }
}
