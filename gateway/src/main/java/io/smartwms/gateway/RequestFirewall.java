package io.smartwms.gateway;

import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.PathContainer.Separator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * What the outside may name at all. The routes say which resources exist; this filter keeps out what no route should ever have to
 * judge: a path that two programs could read in two ways (empty or dot segments, matrix parameters, encoded separators or percent
 * signs), the commands services give each other, and the operator's endpoints other than health.
 *
 * <p>All of these are 404, as if they were not there; methods the system has no use for are 405, a target that is no path is 400.
 * A management port of its own ({@code management.server.port}) is not restricted.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestFirewall implements WebFilter {

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private static final Set<String> HEALTH =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    /** Between order and deliveryOrder only: a cancel that goes around the order service would leave the order open. */
    private static final List<PathPattern> INTERNAL = List.of(
            ignoringCase("/deliveryOrders/*/*cancellation*/**"), ignoringCase("/deliveryOrders/*cancellation*/**"));

    private static final PathPattern OPERATORS = ignoringCase("/actuator/**");

    private final ApplicationContext publicContext;

    RequestFirewall(ApplicationContext publicContext) {
        this.publicContext = publicContext;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getApplicationContext() != publicContext) {
            return chain.filter(exchange);
        }
        var uri = exchange.getRequest().getURI();
        String target = RequestTarget.path(exchange.getRequest());
        if (target == null || !target.startsWith("/") || uri.getHost() == null || !isAscii(uri.toString())) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
        if (!METHODS.contains(exchange.getRequest().getMethod())) {
            return Mono.error(
                    new MethodNotAllowedException(exchange.getRequest().getMethod(), METHODS));
        }
        var path = PathContainer.parsePath(target);
        if (!isPlain(path)
                || INTERNAL.stream().anyMatch(internal -> internal.matches(path))
                || OPERATORS.matches(path) && !HEALTH.contains(path.value())) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        return chain.filter(exchange);
    }

    private static boolean isPlain(PathContainer path) {
        List<Element> elements = path.elements();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof PathSegment segment) {
                if (segment.value().indexOf(';') >= 0 || !isPlain(segment.valueToMatch())) {
                    return false;
                }
            } else if (i > 0 && elements.get(i - 1) instanceof Separator) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String segment) {
        return !segment.equals(".")
                && !segment.equals("..")
                && segment.chars().noneMatch(c -> "/\\;%\uFFFD".indexOf(c) >= 0 || Character.isISOControl(c));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static PathPattern ignoringCase(String pattern) {
        var parser = new PathPatternParser();
        parser.setCaseSensitive(false);
        return parser.parse(pattern);
    }
}
