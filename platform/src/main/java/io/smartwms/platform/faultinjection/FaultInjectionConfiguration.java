package io.smartwms.platform.faultinjection;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Fault injection: an operator makes one instance slow or unhealthy, to see that the others cope. None of it is there unless
 * both are set: {@code management.endpoint.faultinjection.access=unrestricted}, and {@code faultinjection} in {@code
 * management.endpoints.web.exposure.include}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(FaultInjectionEndpoint.class)
public class FaultInjectionConfiguration {

    @Bean
    FaultInjectionEndpoint faultInjectionEndpoint(ApplicationEventPublisher events) {
        return new FaultInjectionEndpoint(events);
    }

    @Bean
    DrillEndpoint drillEndpoint(FaultInjectionEndpoint endpoint) {
        return new DrillEndpoint(endpoint);
    }

    @Bean
    FilterRegistrationBean<FaultInjectionFilter> faultInjectionFilter(
            FaultInjectionEndpoint endpoint, WebEndpointProperties endpoints) {
        return new FilterRegistrationBean<>(new FaultInjectionFilter(endpoint, endpoints.getBasePath()));
    }

    @Bean
    WebMvcConfigurer operationBodyConverter() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(new OperationBodyConverter());
            }
        };
    }
}
