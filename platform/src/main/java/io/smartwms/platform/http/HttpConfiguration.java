package io.smartwms.platform.http;

import io.smartwms.platform.WmsProperties;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.data.rest.core.mapping.ResourceMappings;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * HTTP semantics for all services: malformed and not acceptable requests are refused before anything is done, preconditions are
 * evaluated, {@code HEAD} and {@code OPTIONS} are supported, {@code Allow} is complete.
 */
@Configuration(proxyBeanMethods = false)
@Import(ConditionalAnswers.class)
public class HttpConfiguration {

    private static final String @Nullable [] EVERYWHERE = null;

    /** After Spring's own filters, so that refused requests are counted too, and before all others of ours. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 100;

    @Bean
    FilterRegistrationBean<HostAndOriginFilter> hostAndOriginFilter(
            @Value("${wms.allowed-hosts}") List<String> allowedHosts,
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return at(FIRST - 1, new HostAndOriginFilter(allowedHosts, problems));
    }

    /** Filters are made before the dispatcher servlet, hence lazily what belongs to it. */
    @Bean
    FilterRegistrationBean<RequestHeaderFilter> requestHeaderFilter(
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return at(FIRST, new RequestHeaderFilter(problems));
    }

    @Bean
    FilterRegistrationBean<RequestBodyFilter> requestBodyFilter(
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, WmsProperties properties) {
        return at(FIRST + 1, new RequestBodyFilter(problems, properties.http()));
    }

    /** Replaces the one of Spring Boot. */
    @Bean
    FilterRegistrationBean<ForwardedHeaders> forwardedHeaders(
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<ForwardedHeaders> filter =
                at(Ordered.HIGHEST_PRECEDENCE, new ForwardedHeaders(problems));
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return filter;
    }

    /** What Tomcat or a filter refuses comes here. */
    @Bean
    FilterRegistrationBean<Filter> refusalsAreAlwaysGiven() {
        FilterRegistrationBean<Filter> filter = at(
                FIRST,
                (request, response, chain) ->
                        chain.doFilter(new RefusedRequest((HttpServletRequest) request), response));
        filter.setDispatcherTypes(DispatcherType.ERROR);
        return filter;
    }

    private static <T extends Filter> FilterRegistrationBean<T> at(int order, T filter) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }

    @Bean
    RepositoryReads repositoryReads(@Lazy ResourceMappings mappings) {
        return new RepositoryReads(mappings);
    }

    @Bean
    AllowedMethods allowedMethods(ObjectProvider<DispatcherServlet> dispatcher, RepositoryReads repositories) {
        return new AllowedMethods(dispatcher, repositories);
    }

    @Bean
    OptionsMapping optionsMapping(AllowedMethods allowedMethods) {
        return new OptionsMapping(allowedMethods);
    }

    @Bean
    MappedInterceptor readOnlyRepositoryInterceptor(RepositoryReads repositories) {
        return new MappedInterceptor(EVERYWHERE, repositories);
    }

    @Bean
    MappedInterceptor acceptInterceptor() {
        return new MappedInterceptor(EVERYWHERE, new AcceptInterceptor());
    }

    @Bean
    MappedInterceptor preconditionInterceptor() {
        return new MappedInterceptor(EVERYWHERE, new PreconditionInterceptor());
    }
}
