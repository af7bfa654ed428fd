package io.smartwms.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Passes each command its {@link Precondition}, and checks it for commands that do not take one. */
class PreconditionInterceptor implements HandlerInterceptor {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String ATTRIBUTE = "precondition";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !READS.contains(request.getMethod())) {
            Precondition precondition = Precondition.of(request);
            request.setAttribute(ATTRIBUTE, precondition);
            if (precondition != Precondition.NONE && !takes(method)) {
                precondition.checkWrite(null);
            }
        }
        return true;
    }

    private static boolean takes(HandlerMethod method) {
        return Stream.of(method.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .anyMatch(Precondition.class::equals);
    }
}
