package io.smartwms.platform.http;

import io.smartwms.platform.WmsProperties;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.ProblemException;
import io.smartwms.platform.problem.RequestBodyException;
import io.smartwms.platform.problem.UnsupportedBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Reads a body whole before anything is done: up to {@code wms.http.max-body}, within {@code wms.http.request-timeout}, and
 * only if it is JSON in UTF-8, which Jackson does not check.
 */
class RequestBodyFilter extends OncePerRequestFilter {

    private static final int USUAL = 512;

    private final HandlerExceptionResolver problems;
    private final WmsProperties.Http limits;

    RequestBodyFilter(HandlerExceptionResolver problems, WmsProperties.Http limits) {
        this.problems = problems;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length == 0 || length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body;
        try {
            if (length > 0) {
                checkType(request.getContentType());
            }
            if (length > limits.maxBody().toBytes()) {
                throw RequestBodyException.tooLarge(limits.maxBody());
            }
            body = read(request.getInputStream(), length < 0 ? USUAL : (int) length);
            // A proxy may send chunks although the client has sent no body: ours does with OPTIONS.
            if (length < 0 && body.length > 0) {
                checkType(request.getContentType());
            }
            checkText(body);
        } catch (ProblemException refusal) {
            problems.resolveException(request, response, null, refusal);
            return;
        } catch (IOException e) {
            // Tomcat has refused it, with 408 after a pause and with 400 if it broke off or its chunks cannot be told
            // apart.
            if (!response.isCommitted()) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            }
            return;
        }
        chain.doFilter(new Read(request, body), response);
    }

    private static void checkType(@Nullable String type) {
        if (MediaType.APPLICATION_JSON_VALUE.equals(type)) {
            return;
        }
        String subtype = type == null ? "" : MediaType.parseMediaType(type).getSubtype();
        if (!subtype.equals("json") && !subtype.endsWith("+json")) {
            throw UnsupportedBody.type();
        }
    }

    /** Tomcat's time limit is for each pause, this one for the whole body. */
    private byte[] read(InputStream in, int expected) throws IOException {
        long deadline = System.nanoTime() + limits.requestTimeout().toNanos();
        byte[] bytes = new byte[expected];
        int size = 0;
        while (true) {
            if (size == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    return bytes;
                }
                bytes = Arrays.copyOf(bytes, 2 * size);
                bytes[size++] = (byte) next;
            }
            int read = in.read(bytes, size, bytes.length - size);
            if (read < 0) {
                return Arrays.copyOf(bytes, size);
            }
            size += read;
            if (size > limits.maxBody().toBytes()) {
                throw RequestBodyException.tooLarge(limits.maxBody());
            }
            if (System.nanoTime() > deadline) {
                throw RequestBodyException.tooSlow();
            }
        }
    }

    /** JSON is UTF-8 without a character 0. Most of it is ASCII, which needs no decoder. */
    private static void checkText(byte[] body) {
        boolean ascii = true;
        for (byte b : body) {
            if (b == 0) {
                throw new InvalidField("body", "must be JSON in UTF-8");
            }
            ascii &= b > 0;
        }
        if (!ascii) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException e) {
                throw new InvalidField("body", "must be JSON in UTF-8");
            }
        }
    }

    private static final class Read extends HttpServletRequestWrapper {

        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int most) {
            return bytes.read(into, from, most);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body is here, there is nothing to wait for");
        }
    }
}
