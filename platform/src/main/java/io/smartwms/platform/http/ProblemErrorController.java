package io.smartwms.platform.http;

import io.smartwms.platform.problem.RequestBodyException;
import io.smartwms.platform.problem.RequestExcerpt;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Turns failures outside of any controller, in a filter for instance, into problems. */
@RestController
class ProblemErrorController implements ErrorController {

    private final AllowedMethods allowedMethods;

    ProblemErrorController(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request, HttpServletResponse response) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.valueOf(code)
                : HttpStatus.NOT_FOUND;
        String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (status == HttpStatus.METHOD_NOT_ALLOWED && path != null) {
            // Replaces Tomcat's, which does not know the controllers.
            response.setHeader(HttpHeaders.ALLOW, AllowedMethods.header(allowedMethods.of(request, path)));
        }
        ProblemDetail problem = ProblemHandler.problem(status, detail(status));
        problem.setInstance(RequestExcerpt.instance(path == null ? request.getRequestURI() : path));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at this address.";
            case REQUEST_TIMEOUT -> RequestBodyException.TOO_SLOW;
            default ->
                status.is5xxServerError()
                        ? "Something went wrong that is not your fault."
                        : "The request cannot be handled as it is.";
        };
    }
}
