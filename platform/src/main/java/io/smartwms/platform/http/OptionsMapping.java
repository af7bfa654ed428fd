package io.smartwms.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Answers {@code OPTIONS} for all addresses, since each handler mapping alone knows only its own methods. */
class OptionsMapping extends AbstractHandlerMapping {

    private final AllowedMethods allowedMethods;

    OptionsMapping(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
        setOrder(HIGHEST_PRECEDENCE);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") ? answer() : null;
    }

    private HttpRequestHandler answer() {
        return (request, response) -> {
            Set<HttpMethod> allowed = allowedMethods.of(request);
            if (allowed.isEmpty()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setHeader(HttpHeaders.ALLOW, AllowedMethods.header(allowed));
        };
    }
}
