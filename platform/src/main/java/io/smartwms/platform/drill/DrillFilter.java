package io.smartwms.platform.drill;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes every request wait as long as the drill says; the operator's own, and the probes among them, pass at once. */
class DrillFilter extends OncePerRequestFilter {

    private final DrillEndpoint drill;
    private final String operators;

    /** @param operators the path below which actuator answers */
    DrillFilter(DrillEndpoint drill, String operators) {
        this.drill = drill;
        this.operators = operators;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals(operators) || path.startsWith(operators + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        drill.hold();
        chain.doFilter(request, response);
    }
}
