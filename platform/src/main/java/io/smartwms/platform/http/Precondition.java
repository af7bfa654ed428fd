package io.smartwms.platform.http;

import io.smartwms.platform.problem.PreconditionFailed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The precondition of a request: {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1). A command on a resource with an entity tag
 * takes it as {@code @RequestAttribute Precondition precondition} and checks it in its own transaction, after it has read
 * what it changes, so that no other transaction changes that in between. For all other commands it is checked before they begin.
 */
public final class Precondition {

    static final Precondition NONE = new Precondition(null, null, false);

    private final @Nullable List<ETag> match;
    private final @Nullable List<ETag> noneMatch;
    private final boolean unmodifiedSince;

    private Precondition(@Nullable List<ETag> match, @Nullable List<ETag> noneMatch, boolean unmodifiedSince) {
        this.match = match;
        this.noneMatch = noneMatch;
        this.unmodifiedSince = unmodifiedSince;
    }

    static Precondition of(HttpServletRequest request) {
        List<ETag> match = tags(request, HttpHeaders.IF_MATCH);
        List<ETag> noneMatch = tags(request, HttpHeaders.IF_NONE_MATCH);
        boolean unmodifiedSince = request.getHeader(HttpHeaders.IF_UNMODIFIED_SINCE) != null;
        return match == null && noneMatch == null && !unmodifiedSince
                ? NONE
                : new Precondition(match, noneMatch, unmodifiedSince);
    }

    private static @Nullable List<ETag> tags(HttpServletRequest request, String header) {
        return request.getHeader(header) == null
                ? null
                : Collections.list(request.getHeaders(header)).stream()
                        .flatMap(value -> ETag.parse(value).stream())
                        .toList();
    }

    /** @throws PreconditionFailed the resource has another version */
    public void check(ETagged current) {
        check(() -> current);
    }

    /**
     * @param current reads it, and is not asked when there is no precondition
     * @throws PreconditionFailed the resource has another version
     */
    public void check(Supplier<? extends ETagged> current) {
        if (this != NONE) {
            checkWrite(current.get().eTag());
        }
    }

    /** @param eTag of what the command is about; none if it has no entity tag */
    void checkWrite(@Nullable String eTag) {
        checkMatch(eTag);
        if (unmodifiedSince) {
            throw new PreconditionFailed("There is no time of the last change to compare If-Unmodified-Since with;"
                    + " send If-Match with the ETag of the last answer.");
        }
        if (matchesNone(eTag)) {
            throw new PreconditionFailed("If-None-Match: this is there, in the version that must not be.");
        }
    }

    /** The strong comparison. */
    void checkMatch(@Nullable String eTag) {
        if (match != null && match.stream().noneMatch(tag -> matches(tag, eTag, true))) {
            throw new PreconditionFailed("If-Match: this has another version by now, or none; nothing was done. GET it"
                    + " again and send If-Match with its ETag.");
        }
    }

    /** The weak comparison: whether {@code If-None-Match} names what is there. */
    boolean matchesNone(@Nullable String eTag) {
        return noneMatch != null && noneMatch.stream().anyMatch(tag -> matches(tag, eTag, false));
    }

    private static boolean matches(ETag tag, @Nullable String current, boolean strong) {
        return tag.isWildcard() || current != null && tag.compare(ETag.create(current), strong);
    }
}
