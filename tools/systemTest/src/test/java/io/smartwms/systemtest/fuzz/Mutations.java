package io.smartwms.systemtest.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/** What can be wrong, or only unusual, with a request. */
final class Mutations {

    private static final String LONG = "A".repeat(5_000);

    private record Mutation(String name, Predicate<Request> where, Consumer<Request> how) {}

    private static final Predicate<Request> ANYWHERE = r -> true;
    private static final Predicate<Request> BODY = Request::hasBody;
    private static final Predicate<Request> JSON = r -> r.json != null && !r.json.isEmpty();
    private static final Predicate<Request> READ =
            r -> !r.isWrite() && !r.path.startsWith("/actuator") && !r.path.equals("/");
    private static final Predicate<Request> LIST =
            r -> List.of("list", "search", "ledger", "queue").contains(r.template) && !r.path.endsWith("/1");

    private static final List<Mutation> ALL = List.of(
            new Mutation("method", r -> !r.path.contains("rebuild"), Mutations::method),
            new Mutation("id", Mutations::hasId, Mutations::id),
            new Mutation("path", ANYWHERE, Mutations::path),
            new Mutation("parameter", LIST, Mutations::parameter),
            new Mutation("parameter", LIST, Mutations::parameter),
            new Mutation("parameter", LIST, Mutations::parameter),
            new Mutation("unknown parameter", READ, Mutations::unknownParameter),
            new Mutation("query", ANYWHERE, Mutations::query),
            new Mutation("Accept", ANYWHERE, Mutations::accept),
            new Mutation("Content-Type", BODY, Mutations::contentType),
            new Mutation("Content-Encoding", BODY, Mutations::contentEncoding),
            new Mutation("Host", ANYWHERE, Mutations::host),
            new Mutation("Origin", ANYWHERE, Mutations::origin),
            new Mutation("Idempotency-Key", Request::isWrite, Mutations::idempotencyKey),
            new Mutation("precondition", ANYWHERE, Mutations::precondition),
            new Mutation("forwarded", ANYWHERE, Mutations::forwarded),
            new Mutation("Connection", ANYWHERE, Mutations::connection),
            new Mutation("other header", ANYWHERE, Mutations::otherHeader),
            new Mutation("malformed header", ANYWHERE, Mutations::malformedHeader),
            new Mutation("Transfer-Encoding", BODY, Mutations::transferEncoding),
            new Mutation("chunks", BODY, Mutations::chunks),
            new Mutation("Content-Length", BODY, Mutations::contentLength),
            new Mutation("version", ANYWHERE, Mutations::version),
            new Mutation("cut off", BODY, Mutations::cutOff),
            new Mutation("value", JSON, Mutations::value),
            new Mutation("value", JSON, Mutations::value),
            new Mutation("value", JSON, Mutations::value),
            new Mutation("value", JSON, Mutations::value),
            new Mutation("text", JSON, Mutations::text),
            new Mutation("text", JSON, Mutations::text),
            new Mutation("member", JSON, Mutations::member),
            new Mutation("member", JSON, Mutations::member),
            new Mutation("document", BODY, Mutations::document),
            new Mutation("document", BODY, Mutations::document),
            new Mutation("bytes of the body", BODY, Mutations::bytesOfTheBody));

    private Mutations() {}

    static void one(Request request) {
        Mutation mutation;
        do {
            mutation = ALL.get(request.random.nextInt(ALL.size()));
        } while (!mutation.where().test(request));
        request.mutations.add(mutation.name());
        byte[] framed = request.hasHeader("Transfer-Encoding") && !request.chunked ? request.body : null;
        mutation.how().accept(request);
        if (framed != null && request.body != framed) {
            // Where the body ends is anybody's guess by now.
            request.ending = Request.Ending.DOUBTFUL;
        }
    }

    /** Spoils what is a request so far, somewhere. */
    static void bytes(Request r) {
        r.mutations.add("bytes");
        byte[] bytes = r.bytes();
        int kind = r.random.nextInt(5);
        if (kind == 0) {
            bytes = Arrays.copyOf(bytes, r.random.nextInt(bytes.length));
        } else if (kind == 1) {
            bytes = new byte[r.random.nextInt(1, 600)];
            r.random.nextBytes(bytes);
        } else if (kind == 2) {
            bytes = r.pick(
                            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                            "GET /orders\r\n\r\n",
                            "\r\n\r\n",
                            "GET\r\n\r\n",
                            "GET  /orders  HTTP/1.1\r\nHost: localhost\r\n\r\n",
                            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        } else {
            for (int i = r.random.nextInt(1, 5); i > 0; i--) {
                bytes[r.random.nextInt(bytes.length)] = (byte) r.random.nextInt(256);
            }
        }
        r.raw = bytes;
        r.ending = Request.Ending.DOUBTFUL;
    }

    private static void mustBeRefused(Request r, String why) {
        r.mustBeRefused = why;
    }

    private static void method(Request r) {
        String method = Words.head(r, "methods");
        if (r.path.startsWith("/actuator") && method.equals("DELETE")) {
            method = "PUT";
        }
        r.method = method;
    }

    private static boolean hasId(Request r) {
        return r.path.matches("/\\w+/[\\w-]+(/\\w+(/1)?)?")
                && !r.path.contains("search")
                && !r.path.startsWith("/actuator")
                && !r.path.startsWith("/profile");
    }

    private static void id(Request r) {
        String[] parts = r.path.split("/", 4);
        String id = parts[2];
        boolean number = id.matches("\\d+");
        String wrong = Words.head(r, "ids that are no numbers", "id", id);
        String broken = Words.head(r, "ids that are no texts", "id", id);
        String odd = Words.head(r, "odd ids", "id", id);
        int kind = r.random.nextInt(100);
        if (kind < 25 && number) {
            parts[2] = wrong;
            mustBeRefused(r, "an id that is no number");
        } else if (kind < 45) {
            parts[2] = broken;
            mustBeRefused(r, "an id that is no text");
        } else {
            parts[2] = odd;
        }
        r.path = String.join("/", parts);
    }

    private static void path(Request r) {
        String path = r.path;
        r.path = r.chance(85)
                ? Words.head(r, "paths", "path", path)
                : r.pick(
                        path.replaceFirst("/", "/;x=y/"),
                        path.toUpperCase(Locale.ROOT),
                        path.replaceFirst("o", "%6f"),
                        path.replace("/", "%2F"),
                        path.replace("/", "\\"),
                        path.isEmpty() ? path : path.substring(1));
    }

    private static String parameterValue(Request r) {
        return Words.head(r, "values of parameters");
    }

    private static void parameter(Request r) {
        int kind = r.random.nextInt(10);
        if (kind < 4 && !r.query.isEmpty()) {
            int at = r.random.nextInt(r.query.size());
            String name = r.query.get(at).replaceFirst("=.*", "");
            r.query.set(at, name + "=" + parameterValue(r));
        } else if (kind < 6) {
            r.query.removeIf(each -> each.startsWith("sort="));
            String sort = Words.head(r, "sorts");
            r.query.add("sort=" + sort);
            if (List.of(
                            "version",
                            "foo",
                            "foo,desc",
                            ",",
                            "id;drop",
                            "id.x",
                            "class",
                            "length(orderId)",
                            "_links",
                            LONG)
                    .contains(sort)) {
                mustBeRefused(r, "a sort by what is not there");
            }
        } else if (kind == 6) {
            String name = r.pick("page", "size");
            r.query.removeIf(each -> each.startsWith(name));
            r.query.add(name + "=1");
            r.query.add(name + "=2");
            mustBeRefused(r, "a parameter that is given twice");
        } else if (kind == 7) {
            r.query.removeIf(each -> each.startsWith("size"));
            r.query.add("size=" + Words.head(r, "sizes that cannot be"));
            mustBeRefused(r, "a size that cannot be");
        } else if (kind == 8) {
            r.query.removeIf(each -> each.startsWith("page"));
            r.query.add("page=" + r.pick("-1", "2147483647", "99999999999", "x", "", "1.0", "null"));
            mustBeRefused(r, "a page that cannot be");
        } else if (!r.query.isEmpty()) {
            r.query.remove(r.random.nextInt(r.query.size()));
        }
    }

    private static void unknownParameter(Request r) {
        String name = Words.head(r, "unknown parameters");
        r.query.add(name + "=" + r.pick("1", "", "x", LONG));
        if (!name.isEmpty() && !name.equals("sort%20") && LIST.test(r) && !r.path.matches(".*/search/findBy\\w*Id")) {
            mustBeRefused(r, "a parameter that is not known");
        }
    }

    private static void query(Request r) {
        r.query.add(Words.head(r, "queries"));
    }

    private static void accept(Request r) {
        if (r.chance(50)) {
            r.header("Accept", Words.head(r, "Accept that nobody meets"));
            boolean operation = r.path.startsWith("/actuator") || r.path.matches("/(livez|readyz)?");
            // The answer to OPTIONS may have no content that could be unacceptable.
            if (!operation && !r.method.equals("OPTIONS")) {
                mustBeRefused(r, "no answer that can be accepted");
            }
        } else {
            r.header("Accept", Words.head(r, "Accept"));
        }
    }

    private static void contentType(Request r) {
        if (r.chance(60)) {
            String type = Words.head(r, "Content-Type of what is not JSON");
            r.replaceHeader("Content-Type", type);
            if (!type.isEmpty() && !type.startsWith("application/json;" + "A")) {
                mustBeRefused(r, "a body that is not said to be JSON");
            }
        } else if (r.chance(30)) {
            r.header("Content-Type", r.pick("application/json", "text/plain"));
            mustBeRefused(r, "two Content-Type");
        } else if (r.chance(30)) {
            r.removeHeader("Content-Type");
        } else {
            r.replaceHeader("Content-Type", Words.head(r, "Content-Type"));
        }
    }

    private static void contentEncoding(Request r) {
        String encoding = Words.head(r, "Content-Encoding");
        r.header("Content-Encoding", encoding);
        if (encoding.startsWith("gzip") && r.chance(60)) {
            r.body = gzip(r.bodyBytes());
        }
        if (!encoding.isEmpty() && !encoding.equals("identity")) {
            mustBeRefused(r, "a body in an encoding that nobody can read");
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static void host(Request r) {
        if (r.headers.isEmpty()) {
            return;
        }
        String own = r.headers.get(0).value();
        int kind = r.random.nextInt(10);
        if (kind == 0) {
            r.removeHeader("Host");
            mustBeRefused(r, "no Host");
        } else if (kind == 1) {
            r.header(r.pick("Host", "HOST", "host"), r.pick(own, "evil.example"));
            mustBeRefused(r, "two Host");
        } else if (kind < 7) {
            r.replaceHeader("Host", Words.head(r, "Host of others"));
            mustBeRefused(r, "a Host that is not ours");
        } else {
            r.replaceHeader("Host", Words.head(r, "Host"));
        }
    }

    private static void origin(Request r) {
        r.header(r.pick("Origin", "Origin", "Sec-Fetch-Site"), Words.head(r, "Origin"));
        Request.Header last = r.headers.get(r.headers.size() - 1);
        if (r.isWrite() && last.name().equals("Origin") && !last.value().isEmpty()) {
            mustBeRefused(r, "a page of another origin");
        }
        if (r.chance(20)) {
            r.header("Access-Control-Request-Method", r.pick("POST", "DELETE", "X"));
            r.header("Access-Control-Request-Headers", r.pick("content-type", LONG, "x,".repeat(200)));
        }
    }

    private static void idempotencyKey(Request r) {
        r.removeHeader("Idempotency-Key");
        String key = Words.head(r, "Idempotency-Key");
        r.header("Idempotency-Key", key);
        if (r.chance(20)) {
            r.header("idempotency-key", r.pick(key, "other"));
            if (r.method.equals("POST")) {
                mustBeRefused(r, "two Idempotency-Key");
            }
        }
    }

    private static void precondition(Request r) {
        String name =
                r.pick("If-Match", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range");
        String value = Words.head(r, "preconditions");
        r.header(name, value);
        boolean nothingHasIt =
                List.of("\"999\"", "\"999999\"", "W/\"999\"", "\"a\", \"b\"").contains(value);
        if (r.isWrite() && name.equals("If-Match") && (nothingHasIt || value.equals("x") || value.equals("\""))) {
            mustBeRefused(r, "another version than If-Match says");
        }
    }

    private static void forwarded(Request r) {
        String name = Words.head(r, "names of forwarding headers");
        r.header(name, Words.head(r, "values of forwarding headers"));
        if (r.chance(20)) {
            forwarded(r);
        }
    }

    private static void connection(Request r) {
        r.header("Connection", Words.head(r, "Connection"));
        if (r.chance(40)) {
            r.header(
                    r.pick("Upgrade", "Keep-Alive", "TE", "HTTP2-Settings", "Proxy-Connection", "Trailer"),
                    Words.head(r, "values of headers about the connection"));
        }
    }

    private static void otherHeader(Request r) {
        String name = Words.head(r, "other headers");
        r.header(name, Words.head(r, "values of other headers"));
        if (r.hasHeader("Expect")) {
            // It is sent at once all the same.
            r.mutations.set(r.mutations.size() - 1, "Expect");
        }
    }

    private static void malformedHeader(Request r) {
        String line = Words.head(r, "malformed headers");
        // The name and the value in one, since the line is what is wrong.
        int colon = line.indexOf(':');
        Request.Header header = colon < 0
                ? new Request.Header(line, "y")
                : new Request.Header(line.substring(0, colon), line.substring(colon + 1));
        r.headers.add(r.random.nextInt(r.headers.size() + 1), header);
        if (r.headers.get(0) == header && header.name().startsWith(" ")) {
            r.headers.add(0, new Request.Header("A", "b"));
        }
    }

    private static void transferEncoding(Request r) {
        r.chunked = false;
        String coding = Words.head(r, "Transfer-Encoding");
        if (r.chance(50)) {
            r.header("Transfer-Encoding", coding);
            r.header("Content-Length", Integer.toString(r.bodyBytes().length));
        } else if (r.chance(50)) {
            r.header("Transfer-Encoding", coding);
            r.body = chunks(r.bodyBytes());
        } else {
            r.header("Transfer-Encoding", "chunked");
            r.header(
                    r.pick("Content-Length", "content-length", "Transfer-Encoding"),
                    r.pick("0", "5", "chunked", "identity"));
            r.body = chunks(r.bodyBytes());
        }
        mustBeRefused(r, "a body of which nobody can tell where it ends");
    }

    private static byte[] chunks(byte[] content) {
        return ("%x\r\n%s\r\n0\r\n\r\n".formatted(content.length, new String(content, StandardCharsets.ISO_8859_1)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void chunks(Request r) {
        byte[] content = r.bodyBytes();
        r.chunked = false;
        r.removeHeader("Content-Length");
        if (r.hasHeader("Transfer-Encoding")) {
            return;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String hex = Integer.toHexString(content.length);
        r.ending = Request.Ending.WHOLE;
        r.header("Transfer-Encoding", r.pick("chunked", "Chunked", "chunked"));
        int kind = r.random.nextInt(3);
        if (kind == 0) {
            r.body = (hex + r.pick("", ";a=b", ";a=\"b\"", ";" + "a".repeat(500)) + "\r\n" + text + "\r\n0\r\n"
                            + r.pick("", "X-Trailer: y\r\n", "Content-Length: 5\r\n") + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        } else if (kind == 1) {
            // Netty reads a size up to a space or a control character, Tomcat refuses it.
            boolean lenient = r.chance(20);
            String sizes = lenient ? "sizes of chunks with something behind them" : "sizes of chunks that cannot be";
            r.body = (Words.pick(r, sizes, "hex", hex) + "\r\n" + text + "\r\n0\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            if (lenient) {
                r.ending = Request.Ending.DOUBTFUL;
            } else {
                r.ending = Request.Ending.CUT;
                mustBeRefused(r, "chunks that cannot be told apart");
            }
        } else {
            r.body = (hex + "\r\n" + text + r.pick("", "\r\n", "\r\n0", "\r\n0\r\n", "x\r\n0\r\n\r\n", "\r\n5\r\nab"))
                    .getBytes(StandardCharsets.ISO_8859_1);
            r.ending = Request.Ending.CUT;
            mustBeRefused(r, "a body without end");
        }
    }

    private static void contentLength(Request r) {
        int length = r.bodyBytes().length;
        r.chunked = false;
        r.ending = Request.Ending.WHOLE;
        r.removeHeader("Content-Length");
        int kind = r.random.nextInt(4);
        if (kind == 0) {
            r.header("Content-Length", Integer.toString(length + r.random.nextInt(1, 500)));
            r.ending = r.chance(3) ? Request.Ending.WAITING : Request.Ending.CUT;
            mustBeRefused(r, "a body shorter than its length");
        } else if (kind == 1) {
            r.header("Content-Length", Integer.toString(length));
            r.header("Content-Length", r.pick("0", "1", "x", Integer.toString(length + 1)));
            r.ending = Request.Ending.CUT;
            mustBeRefused(r, "two lengths");
        } else if (kind == 2) {
            r.header(
                    "Content-Length",
                    Words.head(r, "Content-Length that cannot be", "length", Integer.toString(length)));
            r.ending = Request.Ending.CUT;
            mustBeRefused(r, "a length that is none");
        } else {
            r.header("Content-Length", Integer.toString(length));
            r.header("Content-Length", Integer.toString(length));
        }
    }

    private static void version(Request r) {
        if (r.chance(30)) {
            r.lineEnd = r.pick("\n", "\r", "\r\r\n");
            r.ending = Request.Ending.DOUBTFUL;
        } else {
            r.version = Words.head(r, "versions");
        }
    }

    private static void cutOff(Request r) {
        byte[] content = r.bodyBytes();
        if (content.length > 1) {
            r.removeHeader("Content-Length");
            r.header("Content-Length", Integer.toString(content.length));
            r.chunked = false;
            r.body = Arrays.copyOf(content, r.random.nextInt(content.length));
            r.ending = Request.Ending.CUT;
            mustBeRefused(r, "a body that is cut off");
        }
    }

    private static String member(Request r, Map<String, String> json) {
        return r.pick(json.keySet().toArray(String[]::new));
    }

    private static boolean isNumber(String member) {
        return List.of("orderQty", "qty", "stockQty", "stockIncreaseQty").contains(member);
    }

    private static void value(Request r) {
        // See below for texts; these are of another type, or not JSON.
        String member = member(r, r.json);
        boolean number = isNumber(member);
        int kind = r.random.nextInt(3);
        if (kind == 0) {
            r.json.put(member, Words.pick(r, "values that are not JSON"));
            mustBeRefused(r, "what is not JSON");
        } else if (kind == 1 && number) {
            r.json.put(member, Words.pick(r, "numbers that cannot be"));
            if (List.of("\"５\"", "\"null\"", "true", "{}", "1.5", "1e400", "99999999999999999999999999")
                    .contains(r.json.get(member))) {
                mustBeRefused(r, "a number that is none");
            }
        } else {
            r.json.put(member, Words.pick(r, "values"));
        }
    }

    private static void text(Request r) {
        String member = member(r, r.json);
        if (r.chance(40)) {
            r.json.put(member, "\"" + Words.pick(r, "texts that are refused") + "\"");
            mustBeRefused(r, "a text that cannot be seen or stored");
        } else {
            r.json.put(member, "\"" + Words.pick(r, "texts") + "\"");
        }
    }

    private static void member(Request r) {
        String member = member(r, r.json);
        int kind = r.random.nextInt(6);
        if (kind == 0) {
            r.json.remove(member);
        } else if (kind == 1) {
            r.json.put(member, r.json.get(member) + ",\"" + member + "\":" + r.json.get(member));
            mustBeRefused(r, "a member that is there twice");
        } else if (kind == 2 && !member.isEmpty()) {
            r.json.put(
                    member,
                    r.json.get(member)
                            + ",\"\\u%04x%s\":%s"
                                    .formatted((int) member.charAt(0), member.substring(1), r.json.get(member)));
            mustBeRefused(r, "a member that is there twice, written in two ways");
        } else if (kind == 3) {
            r.json.put(Words.pick(r, "unknown members"), r.pick("1", "null", "\"x\"", "{}"));
            mustBeRefused(r, "a member that is not known");
        } else if (kind == 4) {
            Map<String, String> reversed = new LinkedHashMap<>();
            List<String> names = new ArrayList<>(r.json.keySet());
            for (int i = names.size() - 1; i >= 0; i--) {
                reversed.put(names.get(i), r.json.get(names.get(i)));
            }
            r.json = reversed;
        } else {
            r.json.put(member, r.json.get(member) + r.pick(" ", "\n", "\t\r\n", " ".repeat(3_000)));
        }
    }

    private static void document(Request r) {
        String valid = new String(r.bodyBytes(), StandardCharsets.UTF_8);
        String wrong = Words.pick(r, "documents that are no object", "valid", valid);
        r.body = wrong.getBytes(StandardCharsets.UTF_8);
        mustBeRefused(r, "a body that is no JSON object");
    }

    private static void bytesOfTheBody(Request r) {
        byte[] content = r.bodyBytes();
        int kind = r.random.nextInt(5);
        if (kind == 0) {
            r.body = new String(content, StandardCharsets.UTF_8)
                    .getBytes(r.pick(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE));
            mustBeRefused(r, "a body that is not UTF-8");
        } else if (kind == 1) {
            r.body = gzip(content);
            mustBeRefused(r, "a body that is not UTF-8");
        } else if (kind == 2) {
            byte[] with = new byte[content.length + 3];
            with[0] = (byte) 0xef;
            with[1] = (byte) 0xbb;
            with[2] = (byte) 0xbf;
            System.arraycopy(content, 0, with, 3, content.length);
            r.body = with;
        } else if (kind == 3) {
            int at = new String(content, StandardCharsets.ISO_8859_1).indexOf(r.marker);
            if (at >= 0) {
                ByteArrayOutputStream with = new ByteArrayOutputStream();
                with.write(content, 0, at);
                int[] bad = r.pick(
                        new int[] {0xff},
                        new int[] {0xc0, 0xaf},
                        new int[] {0xed, 0xa0, 0x80},
                        new int[] {0xc3},
                        new int[] {0x80},
                        new int[] {0xf5, 0x80, 0x80, 0x80},
                        new int[] {0},
                        new int[] {7});
                for (int b : bad) {
                    with.write(b);
                }
                with.write(content, at, content.length - at);
                r.body = with.toByteArray();
                mustBeRefused(r, "a text that is not UTF-8");
            }
        } else if (content.length > 0) {
            byte[] spoilt = content.clone();
            for (int i = r.random.nextInt(1, 4); i > 0; i--) {
                spoilt[r.random.nextInt(spoilt.length)] = (byte) r.random.nextInt(256);
            }
            r.body = spoilt;
        }
    }
}
