package io.smartwms.platform.http;

import io.smartwms.platform.database.DatabaseFailure;
import io.smartwms.platform.problem.InvalidField;
import io.smartwms.platform.problem.NotFound;
import io.smartwms.platform.problem.ProblemException;
import io.smartwms.platform.problem.RequestExcerpt;
import io.smartwms.platform.problem.UnsupportedBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.data.repository.support.QueryMethodParameterConversionException;
import org.springframework.data.rest.webmvc.ResourceNotFoundException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Turns every exception of a request into an RFC 9457 problem that says what to correct and shows nothing of the service's
 * inside. An unexpected exception is logged with its stack trace under a reference that the answer carries.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** Slug and title of what Spring itself refuses. */
    private static final String HEALTH = "/actuator/health/";

    private static final Map<Integer, String[]> KNOWN = Map.of(
            400, new String[] {InvalidField.SLUG, InvalidField.TITLE},
            404, new String[] {"not-found", "Not found"},
            405, new String[] {"method-not-allowed", "Method not allowed"},
            406, new String[] {"not-acceptable", "Not acceptable"},
            408, new String[] {"timeout", "Timeout"},
            413, new String[] {"payload-too-large", "Payload too large"},
            415, new String[] {"unsupported-media-type", "Unsupported media type"},
            500, new String[] {"internal-error", "Internal error"});

    private final AllowedMethods allowedMethods;

    ProblemHandler(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Object> problem(ProblemException e, WebRequest request) {
        return answer(e.getBody(), e.getHeaders(), request);
    }

    @ExceptionHandler(ResourceNotFoundException.class)
    ResponseEntity<Object> notFound(ResourceNotFoundException e, WebRequest request) {
        return answer(new NotFound("There is nothing at this address.").getBody(), HttpHeaders.EMPTY, request);
    }

    /** An id in the path that has the wrong type. */
    @ExceptionHandler(ConversionFailedException.class)
    ResponseEntity<Object> conversion(ConversionFailedException e, WebRequest request) {
        return wrongType("id", e.getValue(), e.getTargetType().getType(), request);
    }

    /** A parameter of a search that has the wrong type. */
    @ExceptionHandler(QueryMethodParameterConversionException.class)
    ResponseEntity<Object> searchParameter(QueryMethodParameterConversionException e, WebRequest request) {
        return wrongType(
                String.valueOf(e.getParameter().getParameterName()),
                e.getSource(),
                e.getParameter().getParameterType(),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "value";
        return wrongType(name, e.getValue(), e.getRequiredType(), request);
    }

    private ResponseEntity<Object> wrongType(
            String field, @Nullable Object value, @Nullable Class<?> type, WebRequest request) {
        return invalid(List.of(FieldError.wrongType(field, value, type)), request);
    }

    @ExceptionHandler(ConstraintViolationException.class)
    ResponseEntity<Object> violation(ConstraintViolationException e, WebRequest request) {
        return invalid(
                e.getConstraintViolations().stream()
                        .map(v -> new FieldError(lastNode(v.getPropertyPath().toString()), v.getMessage()))
                        .toList(),
                request);
    }

    /** Two requests changed the same thing at once and the retries did not settle it. */
    @ExceptionHandler(ConcurrencyFailureException.class)
    ResponseEntity<Object> concurrent(ConcurrencyFailureException e, WebRequest request) {
        LOG.info("Refused a request at {} that conflicted with another: {}", path(request), rootMessage(e));
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return answer(
                ProblemException.problem(
                        HttpStatus.CONFLICT,
                        "concurrent-change",
                        "Changed at the same time",
                        "Somebody else changed this at the same moment. Nothing was done; try again."),
                headers,
                request);
    }

    /** A commit that failed may have been done all the same, so the answer says nothing about that. */
    private static ResponseEntity<Object> databaseAway(Exception e, WebRequest request) {
        LOG.warn("Refused a request, the database is not available: {}", rootMessage(e));
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return answer(
                ProblemException.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "service-unavailable",
                        "Temporarily unavailable",
                        "The service cannot reach its data at the moment. Try again shortly; with an Idempotency-Key"
                                + " nothing is done twice."),
                headers,
                request);
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        if (DatabaseFailure.isTransient(e)) {
            return databaseAway(e, request);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            // Nobody is there to be answered, and nothing has failed here.
            return null;
        }
        if (e instanceof IllegalStateException && path(request).startsWith(HEALTH)) {
            // Spring Boot's endpoint fails on a path that goes on below a health indicator.
            return answer(problem(HttpStatus.NOT_FOUND, detail(e, HttpStatus.NOT_FOUND)), HttpHeaders.EMPTY, request);
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("Unexpected exception {} at {}", reference, path(request), e);
        ProblemDetail problem = ProblemException.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Internal error",
                "Something went wrong that is not your fault. The reference helps us to find it.");
        problem.setProperty("reference", reference);
        return answer(problem, HttpHeaders.EMPTY, request);
    }

    /** What is there to be read, or for other methods, is not missing. */
    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Set<HttpMethod> allowed = allowedMethods.of(servlet(request));
        return allowed.isEmpty()
                ? handleExceptionInternal(e, null, headers, status, request)
                : notAllowed(allowed, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Set<HttpMethod> allowed = allowedMethods.of(servlet(request));
        return allowed.isEmpty() ? notFound(new ResourceNotFoundException(), request) : notAllowed(allowed, request);
    }

    private ResponseEntity<Object> notAllowed(Set<HttpMethod> allowed, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        String methods = AllowedMethods.header(allowed);
        headers.set(HttpHeaders.ALLOW, methods);
        return answer(
                problem(HttpStatus.METHOD_NOT_ALLOWED, "This address answers to %s.".formatted(methods)),
                headers,
                request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return problem(UnsupportedBody.type(), request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(
                e.getBindingResult().getFieldErrors().stream()
                        .map(f -> new FieldError(f.getField(), String.valueOf(f.getDefaultMessage())))
                        .toList(),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(
                e.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(error -> new FieldError(
                                        error instanceof org.springframework.validation.FieldError field
                                                ? field.getField()
                                                : String.valueOf(result.getMethodParameter()
                                                        .getParameterName()),
                                        String.valueOf(error.getDefaultMessage()))))
                        .toList(),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(List.of(JsonErrors.describe(e)), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return unexpected(e, request);
        }
        return answer(problem(status, detail(e, status)), headers, request);
    }

    static ProblemDetail problem(HttpStatusCode status, String detail) {
        String[] known = KNOWN.getOrDefault(status.value(), new String[] {"refused", "Refused"});
        return ProblemException.problem(status, known[0], known[1], detail);
    }

    private static String detail(Exception e, HttpStatusCode status) {
        if (status.value() == HttpStatus.NOT_FOUND.value()) {
            return "There is nothing at this address.";
        }
        return Optional.of(e)
                .filter(ErrorResponse.class::isInstance)
                .map(ErrorResponse.class::cast)
                .map(ErrorResponse::getBody)
                .map((Function<ProblemDetail, String>) ProblemDetail::getDetail)
                .map(RequestExcerpt::of)
                .orElse("The request cannot be handled as it is.");
    }

    private ResponseEntity<Object> invalid(List<FieldError> errors, WebRequest request) {
        String detail =
                errors.stream().map(e -> e.field() + ": " + e.reason()).sorted().collect(Collectors.joining("; "));
        ProblemDetail problem =
                ProblemException.problem(HttpStatus.BAD_REQUEST, InvalidField.SLUG, InvalidField.TITLE, detail);
        problem.setProperty("errors", errors);
        return answer(problem, HttpHeaders.EMPTY, request);
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers, WebRequest request) {
        if (problem.getInstance() == null) {
            problem.setInstance(RequestExcerpt.instance(path(request)));
        }
        HttpHeaders all = new HttpHeaders();
        all.putAll(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(problem, all, HttpStatusCode.valueOf(problem.getStatus()));
    }

    private static String path(WebRequest request) {
        return servlet(request).getRequestURI();
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }

    private static String lastNode(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String rootMessage(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : rootMessage(e.getCause());
    }
}
