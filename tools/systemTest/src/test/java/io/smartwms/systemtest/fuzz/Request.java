package io.smartwms.systemtest.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * One request, as bytes: a valid one at first, which {@link Mutations} then spoil. Texts of the head are written one byte per
 * character, so that they can hold any bytes; those of the body are UTF-8.
 */
final class Request {

    /** What becomes of the connection once the bytes are sent. */
    enum Ending {
        /** The request is whole; there may be another. */
        WHOLE,
        /** More was announced than is sent, and then the client stops writing. */
        CUT,
        /** More was announced than is sent, and the client waits. */
        WAITING,
        /** Nobody knows whether it is whole, or a request at all; the client stops writing. */
        DOUBTFUL
    }

    record Header(String name, String value) {}

    final long index;
    final SplittableRandom random;
    final boolean throughGateway;
    /** Of this request alone; it stands in texts that an accepted request stores. */
    final String marker;

    final List<String> mutations = new ArrayList<>();
    /** What it was before it was spoilt. */
    String template = "";
    /** The service that is asked, if not through the gateway. */
    String service = "";

    String method = "GET";
    /** Without the query. */
    String path = "/";

    final List<String> query = new ArrayList<>();
    String version = "HTTP/1.1";
    String lineEnd = "\r\n";
    final List<Header> headers = new ArrayList<>();
    /** Names and raw values of the JSON object in the body; null for no body. */
    Map<String, String> json;
    /** Instead of {@link #json}. */
    byte[] body;

    boolean chunked;
    /** Instead of all that, if nothing of it is a request. */
    byte[] raw;

    Ending ending = Ending.WHOLE;
    /** The order that it asks to be cancelled, 0 if none. */
    long cancels;
    /** Why the only right answer to it is a refusal, if nothing else is changed in it; null otherwise. */
    String mustBeRefused;

    Request(long seed, long index) {
        this.index = index;
        random = new SplittableRandom(seed * 1_000_000_007L + index);
        throughGateway = index % 2 == 0;
        marker = "Z" + index + "z";
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    Request json(String... namesAndValues) {
        json = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        header("Content-Type", "application/json");
        return this;
    }

    boolean hasBody() {
        return json != null || body != null;
    }

    boolean isWrite() {
        return hasBody() || method.equals("DELETE");
    }

    void header(String name, String value) {
        headers.add(new Header(name, value));
    }

    void replaceHeader(String name, String value) {
        removeHeader(name);
        header(name, value);
    }

    void removeHeader(String name) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    }

    boolean hasHeader(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    byte[] bodyBytes() {
        if (body != null || json == null) {
            return body;
        }
        return json.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        if (raw != null) {
            return raw;
        }
        byte[] content = bodyBytes();
        StringBuilder head = new StringBuilder(method).append(' ').append(path);
        if (!query.isEmpty()) {
            head.append('?').append(String.join("&", query));
        }
        head.append(' ').append(version).append(lineEnd);
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append(lineEnd);
        }
        if (content != null && chunked) {
            head.append("Transfer-Encoding: chunked").append(lineEnd);
        } else if (content != null && !hasHeader("Content-Length") && !hasHeader("Transfer-Encoding")) {
            head.append("Content-Length: ").append(content.length).append(lineEnd);
        }
        head.append(lineEnd);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (content != null && chunked) {
            int half = content.length / 2;
            chunk(bytes, content, 0, half);
            chunk(bytes, content, half, content.length);
            bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } else if (content != null) {
            bytes.writeBytes(content);
        }
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream bytes, byte[] content, int from, int to) {
        if (to > from) {
            bytes.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(content, from, to - from);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** A text as it stands in a head that is written one byte per character. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Bytes as they can be printed and read again. */
    static String escaped(byte[] bytes, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length && i < most; i++) {
            int b = bytes[i] & 0xff;
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\\' -> text.append("\\\\");
                default -> text.append(b >= 32 && b < 127 ? Character.toString(b) : "\\x%02x".formatted(b));
            }
        }
        return bytes.length > most ? text + "… (" + bytes.length + " bytes)" : text.toString();
    }

    @Override
    public String toString() {
        return "request " + index + " (" + (throughGateway ? "gateway" : service) + ", " + template + ", " + mutations
                + "): " + escaped(bytes(), 2_000);
    }
}
