package io.smartwms.platform.http;

import io.smartwms.platform.problem.NotAcceptable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.rest.webmvc.RestMediaTypes;
import org.springframework.hateoas.MediaTypes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses a request with 406 before anything is done, where Spring would do so after the command. The media types set here are those
 * that Spring chooses from.
 */
class AcceptInterceptor implements HandlerInterceptor {

    /** The media types of handlers that declare none; the first is the default. */
    private static final Set<MediaType> JSON = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of(MediaTypes.HAL_JSON, MediaTypes.VND_HAL_JSON, MediaType.APPLICATION_JSON)));

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod)) {
            return true;
        }
        Set<MediaType> produced = produced(request);
        request.setAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, produced);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || accept.equals(MediaType.ALL_VALUE)) {
            return true;
        }
        List<MediaType> ranges = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        if (!ranges.isEmpty() && produced.stream().noneMatch(type -> accepts(ranges, type))) {
            throw new NotAcceptable("The answer is one of %s."
                    .formatted(produced.stream().map(MediaType::toString).collect(Collectors.joining(", "))));
        }
        return true;
    }

    /** The declared media types, unless they are Data REST's own, which includes some that are not supported here. */
    @SuppressWarnings("unchecked")
    private static Set<MediaType> produced(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Set<?> own
                        && !own.contains(MediaTypes.VND_HAL_JSON)
                        && !own.contains(RestMediaTypes.TEXT_URI_LIST)
                ? (Set<MediaType>) own
                : JSON;
    }

    /** The range that is closest to the type decides, and a weight of 0 means no. */
    private static boolean accepts(List<MediaType> ranges, MediaType type) {
        return ranges.stream()
                        .filter(range -> range.includes(type))
                        .max(Comparator.comparingInt(AcceptInterceptor::closeness))
                        .map(MediaType::getQualityValue)
                        .orElse(0.0)
                > 0;
    }

    private static int closeness(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }
}
