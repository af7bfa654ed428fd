package io.smartwms.platform.text;

import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.convert.support.ConfigurableConversionService;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Where texts and numbers enter. */
@Configuration(proxyBeanMethods = false)
public class TextConfiguration {

    private static final String MODULE = "requests";

    @Bean
    JsonMapperBuilderCustomizer textsOfRequests() {
        SimpleModule module = new SimpleModule(MODULE)
                .addDeserializer(String.class, new TextDeserializer())
                .addDeserializer(Integer.class, new WholeNumbers.FromJson());
        return builder ->
                builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).addModule(module);
    }

    /**
     * For what has entered already: an event is read as it was written, also one that a release before these rules has
     * published.
     */
    public static JsonMapper.Builder forEvents(JsonMapper json) {
        return json.rebuild().addModule(new SimpleModule(MODULE));
    }

    /** Numbers among the arguments of all controllers. */
    @ControllerAdvice
    static class NumbersOfControllers {

        @InitBinder
        void register(WebDataBinder binder) {
            for (Class<?> type : List.of(long.class, Long.class, int.class, Integer.class)) {
                boolean isInt = type == int.class || type == Integer.class;
                binder.registerCustomEditor(type, new WholeNumbers.Editor(isInt));
            }
        }
    }

    @Bean
    RepositoryRestConfigurer numbersOfRepositories() {
        return new RepositoryRestConfigurer() {
            @Override
            public void configureConversionService(ConfigurableConversionService conversions) {
                conversions.addConverter(new WholeNumbers.FromText());
            }
        };
    }

    @Bean
    FilterRegistrationBean<TextFilter> textFilter(
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<TextFilter> registration = new FilterRegistrationBean<>(new TextFilter(problems));
        // Before all that looks at a path or a parameter.
        registration.setOrder(0);
        return registration;
    }
}
