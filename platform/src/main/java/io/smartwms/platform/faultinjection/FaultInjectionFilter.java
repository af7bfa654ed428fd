package io.smartwms.platform.faultinjection;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Delays every request as {@link FaultInjectionEndpoint} is told to, except those to actuator, which include the probes. */
class FaultInjectionFilter extends OncePerRequestFilter {

    private final FaultInjectionEndpoint endpoint;
    private final String actuatorPath;

    FaultInjectionFilter(FaultInjectionEndpoint endpoint, String actuatorPath) {
        this.endpoint = endpoint;
        this.actuatorPath = actuatorPath;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals(actuatorPath) || path.startsWith(actuatorPath + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        endpoint.delayRequest();
        chain.doFilter(request, response);
    }
}
