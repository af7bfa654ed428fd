package io.smartwms.platform.drill;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The lever with which an operator makes one instance slow or sick, to see that the others cope. None of it is there unless
 * both are set: {@code management.endpoint.drill.access=unrestricted}, and {@code drill} in {@code
 * management.endpoints.web.exposure.include}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(DrillEndpoint.class)
public class DrillConfiguration {

    @Bean
    DrillEndpoint drillEndpoint(ApplicationEventPublisher events) {
        return new DrillEndpoint(events);
    }

    @Bean
    FilterRegistrationBean<DrillFilter> drillFilter(DrillEndpoint drill, WebEndpointProperties endpoints) {
        return new FilterRegistrationBean<>(new DrillFilter(drill, endpoints.getBasePath()));
    }

    @Bean
    WebMvcConfigurer operationBodies() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(new OperationBodies());
            }
        };
    }
}
