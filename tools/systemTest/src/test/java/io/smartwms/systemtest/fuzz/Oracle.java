package io.smartwms.systemtest.fuzz;

import io.smartwms.systemtest.fuzz.Connection.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer must be like, whatever was asked. */
final class Oracle {

    private static final int MAX_BYTES = 2_000;
    private static final int MAX_ECHO = 100;

    /** Words that only somebody who looks inside could know; the requests have none of them. */
    private static final Pattern INSIDE = Pattern.compile(
            "io\\.smartwms|springframework|org\\.apache|(?i:hibernate|jackson|tomcat|catalina|netty|"
                    + "hikari|hsqldb|postgres|flyway|kafka|jdbc)|\\b(?:java|javax|jakarta|reactor|tools|com|org|io)\\.[a-z]+\\.|\\w+Exception\\b|"
                    + "\\bat [\\w.$]+\\(|\\.java:\\d|(?i:\\b(?:select|insert into|update|delete from)\\b.*\\b(?:from|values|set|where)\\b)|"
                    + "(?i:constraint)|/(?:work|tmp|home|usr|root|target)/|\\bSQL|\\bnull\\b.*\\bbecause\\b|[a-z]\\.[a-z]+\\.[A-Z]\\w+");

    private static final Map<String, List<Integer>> OF_VALID = Map.ofEntries(
            Map.entry("order", List.of(201)),
            Map.entry("lines", List.of(201)),
            Map.entry("cancel by number", List.of(200, 409, 503)),
            Map.entry("cancel all lines", List.of(200, 409, 503)),
            Map.entry("cancel", List.of(200, 409, 503)),
            Map.entry("product", List.of(201)),
            Map.entry("movement", List.of(201, 409)),
            Map.entry("picking", List.of(200, 409)),
            Map.entry("packing", List.of(200, 404, 409)),
            Map.entry("list", List.of(200)),
            Map.entry("search", List.of(200)),
            Map.entry("one", List.of(200, 404)),
            Map.entry("ledger", List.of(200, 404)),
            Map.entry("queue", List.of(200, 404)),
            Map.entry("summary", List.of(200)),
            Map.entry("internal", List.of(401, 403, 404)));

    private final Pattern internalAddress;
    private final BiConsumer<String, String> findings;

    /**
     * @param internalPorts which nobody outside may hear of
     * @param findings takes the kind of what is wrong, and what it is
     */
    Oracle(Collection<Integer> internalPorts, BiConsumer<String, String> findings) {
        internalAddress = Pattern.compile(
                ":(?:" + internalPorts.stream().map(String::valueOf).collect(Collectors.joining("|")) + ")\\b");
        this.findings = findings;
    }

    void check(Request request, Answer answer) {
        int status = answer.status();
        if (request.mustBeRefused != null && status < 400 && !isOneReading(request, answer)) {
            findings.accept("taken: " + request.mustBeRefused, "" + status);
        }
        if (request.mutations.isEmpty()
                && OF_VALID.containsKey(request.template)
                && !OF_VALID.get(request.template).contains(status)) {
            findings.accept("a valid request is answered " + status, request.template);
        }
        if (status < 200) {
            findings.accept("unexpected status", "" + status);
        } else if (status < 300) {
            success(request, answer);
        } else if (status < 400) {
            if (status != 304 || !request.hasHeader("If-None-Match")) {
                findings.accept("unexpected status", "" + status);
            }
        } else {
            refusal(request, answer);
        }
        boolean error = status >= 400;
        String shown = headers(answer) + (error ? answer.text() : "");
        Matcher inside = INSIDE.matcher(shown);
        if (inside.find() && !request.path.startsWith("/actuator")) {
            findings.accept("leak", inside.group());
        }
        if (request.throughGateway
                && internalAddress.matcher(headers(answer) + answer.text()).find()) {
            findings.accept("leak", "an internal address");
        }
        if (answer.has("Server") || answer.has("X-Powered-By")) {
            findings.accept("leak", "who serves");
        }
        if (error) {
            echo(request, shown);
        }
    }

    /** RFC 9112, 6.3: a server may take the chunks for what counts if it closes the connection then. */
    private static boolean isOneReading(Request request, Answer answer) {
        return !request.throughGateway
                && request.mutations.contains("Transfer-Encoding")
                && request.hasHeader("Content-Length")
                && answer.ends();
    }

    private static String headers(Answer answer) {
        return answer.headers().stream()
                .map(header -> header.name() + ": " + header.value() + "\n")
                .collect(Collectors.joining());
    }

    private void success(Request request, Answer answer) {
        if (answer.status() == 204 && request.method.equals("HEAD")) {
            findings.accept("HEAD is not answered as GET", "204");
        }
        if (answer.status() == 201 && !answer.has("Location")) {
            findings.accept("created without Location", "");
        }
        if (answer.body().length > 0 && answer.header("Content-Type").contains("json")) {
            try {
                JsonMapper.shared().readTree(answer.body());
            } catch (JacksonException e) {
                findings.accept("an answer that is no JSON", e.getMessage());
            }
        } else if (answer.body().length > 0 && !answer.has("Content-Type")) {
            findings.accept("a body without Content-Type", "");
        }
    }

    private void refusal(Request request, Answer answer) {
        int status = answer.status();
        if (status >= 500 && status != 503 && status != 501 && status != 505) {
            findings.accept("" + status, "");
        }
        if (status == 503 && !answer.has("Retry-After")) {
            findings.accept("503 without Retry-After", "");
        }
        if (status == 405 && !answer.has("Allow")) {
            findings.accept("405 without Allow", "");
        }
        if (answer.body().length > MAX_BYTES) {
            findings.accept("a long refusal", answer.body().length + " bytes");
        }
        if (isHead(request)) {
            return;
        }
        if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            findings.accept("a refusal that is no problem", answer.header("Content-Type"));
            return;
        }
        try {
            JsonNode problem = JsonMapper.shared().readTree(answer.body());
            if (problem.path("status").asInt() != status) {
                findings.accept(
                        "a problem with another status", problem.path("status").toString());
            }
            for (String member : List.of("type", "title", "detail")) {
                if (problem.path(member).asString("").isBlank()) {
                    findings.accept("a problem without " + member, "");
                }
            }
        } catch (JacksonException e) {
            findings.accept("an answer that is no JSON", e.getMessage());
        }
    }

    /** Whether the answer has no body. */
    static boolean isHead(Request request) {
        return request.raw == null
                ? request.method.equals("HEAD")
                : new String(request.raw, StandardCharsets.ISO_8859_1).startsWith("HEAD ");
    }

    private void echo(Request request, String shown) {
        String sent = new String(request.bytes(), StandardCharsets.UTF_8);
        String decoded;
        try {
            decoded = URLDecoder.decode(sent, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            decoded = "";
        }
        for (int i = 0; i + MAX_ECHO < shown.length(); i++) {
            String part = shown.substring(i, i + MAX_ECHO + 1);
            if (sent.contains(part) || decoded.contains(part)) {
                findings.accept("an echo of more than " + MAX_ECHO + " characters", part);
                return;
            }
        }
    }
}
