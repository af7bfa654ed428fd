package io.smartwms.platform.problem;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * A request that is refused for a reason its sender can understand and mend. It reaches the sender as an RFC 9457 problem
 * whose {@code type} is stable: {@code urn:smart-wms:problem:} and the slug.
 */
public abstract class ProblemException extends RuntimeException implements ErrorResponse {

    private static final String TYPE = "urn:smart-wms:problem:";

    private final transient ProblemDetail body;
    private final transient HttpHeaders headers = new HttpHeaders();

    protected ProblemException(HttpStatus status, String slug, String title, String detail) {
        super(detail, null, false, false);
        this.body = problem(status, slug, title, detail);
    }

    /** Adds a member that a program can read. */
    protected final void with(String member, Object value) {
        body.setProperty(member, value);
    }

    /** Adds a header to the answer, such as {@code Retry-After}. */
    protected final void withHeader(String name, String value) {
        headers.add(name, value);
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(body.getStatus());
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public ProblemDetail getBody() {
        return body;
    }

    /** A problem of this system, also for what is refused without an exception of our own. */
    public static ProblemDetail problem(HttpStatusCode status, String slug, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + slug));
        problem.setTitle(title);
        return problem;
    }
}
