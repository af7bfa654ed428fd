package io.smartwms.platform.http;

import io.smartwms.platform.problem.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.hateoas.EntityModel;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Sets the {@code ETag} of each response, and evaluates the preconditions of reads as RFC 9110 says. A missing resource of an
 * Actuator endpoint gets a problem, where Actuator would send no body.
 */
@ControllerAdvice
class ConditionalAnswers implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        var servletResponse = ((ServletServerHttpResponse) response).getServletResponse();
        if (body == null && servletResponse.getStatus() == HttpStatus.NOT_FOUND.value()) {
            headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            return new NotFound("There is nothing at this address.").getBody();
        }
        if (body instanceof EntityModel<?> model && model.getContent() instanceof ETagged shown) {
            headers.setETag(shown.eTag());
        }
        if (request.getMethod() != HttpMethod.GET) {
            return body;
        }
        HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
        Precondition precondition = Precondition.of(servletRequest);
        if (precondition == Precondition.NONE || servletResponse.getStatus() != HttpStatus.OK.value()) {
            return body;
        }
        // Spring sets it on the servlet's response directly.
        String eTag = headers.getETag() == null ? servletResponse.getHeader(HttpHeaders.ETAG) : headers.getETag();
        precondition.checkMatch(eTag);
        if (precondition.matchesNone(eTag)) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            headers.remove(HttpHeaders.CONTENT_TYPE);
            return null;
        }
        return body;
    }
}
