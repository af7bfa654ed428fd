package io.smartwms.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * An RFC 9457 problem: what the gateway says when it answers by itself. It depends on the status alone, never on an exception's
 * text, so that no address, port or class name of the inside can appear in it.
 *
 * @param type {@code urn:smart-wms:problem:<slug>}, stable, for programs
 * @param detail what to mend, for people
 * @param instance the path asked for; absent where it could not be read
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance) {

    /** The longest part of a request that is repeated to its sender. */
    private static final int MAX_ECHO = 100;

    static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    static Problem of(HttpStatus status, @Nullable String instance) {
        return switch (status) {
            case BAD_REQUEST ->
                of(status, "invalid-request", "The request is malformed; mend it before sending it again.", instance);
            case FORBIDDEN -> of(status, "origin-not-allowed", "Pages of this origin may not call this API.", instance);
            case MISDIRECTED_REQUEST ->
                of(
                        status,
                        "misdirected-request",
                        "The name in Host is not one of this system; wms.allowed-hosts tells which are.",
                        instance);
            case NOT_FOUND -> of(status, "not-found", "There is nothing here; GET / lists the resources.", instance);
            case METHOD_NOT_ALLOWED ->
                of(status, "method-not-allowed", "Use one of the methods named in the Allow header.", instance);
            case NOT_ACCEPTABLE ->
                of(status, "not-acceptable", "Accept application/json or application/hal+json.", instance);
            case REQUEST_TIMEOUT -> of(status, "timeout", "The request's body took too long to arrive.", instance);
            case CONTENT_TOO_LARGE -> of(status, "payload-too-large", "Send a smaller body.", instance);
            case URI_TOO_LONG -> of(status, "invalid-request", "Send a shorter path or query.", instance);
            case REQUEST_HEADER_FIELDS_TOO_LARGE ->
                of(status, "invalid-request", "Send fewer or shorter headers.", instance);
            case SERVICE_UNAVAILABLE ->
                of(
                        status,
                        "service-unavailable",
                        "The service is away; nothing was done. Try again shortly.",
                        instance);
            case GATEWAY_TIMEOUT ->
                of(
                        status,
                        "timeout",
                        "The service did not answer in time; the request may still have been carried out. Look before you"
                                + " send it again, or send it with the same Idempotency-Key.",
                        instance);
            default ->
                status.is4xxClientError()
                        ? of(status, "invalid-request", "The request cannot be served as it is.", instance)
                        : of(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "internal-error",
                                "Something went wrong here.",
                                instance);
        };
    }

    /** The service was reached, and lost before it answered: nobody here knows what it did. */
    static Problem lost(@Nullable String instance) {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "service-unavailable",
                "The service went away before it answered; the request may have been carried out. Look before you send it"
                        + " again, or send it with the same Idempotency-Key.",
                instance);
    }

    private static Problem of(HttpStatus status, String slug, String detail, @Nullable String instance) {
        return new Problem(
                "urn:smart-wms:problem:" + slug,
                status.getReasonPhrase(),
                status.value(),
                detail,
                instance == null || instance.length() <= MAX_ECHO ? instance : instance.substring(0, MAX_ECHO));
    }

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }
}
