package io.smartwms.platform.text;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterRegistry;
import org.springframework.core.convert.support.ConfigurableConversionService;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;

/** Bodies, queries and paths are read in one way, whoever reads them. */
@Configuration(proxyBeanMethods = false)
public class TextConfiguration {

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

    /** Events are not read so: they say what is, and one of an older release stays readable. */
    @Bean
    JsonMapperBuilderCustomizer textsOfBodies() {
        return builder -> builder.addModule(new TextModule()).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** Before all filters that look at parameters. */
    @Bean
    FilterRegistrationBean<RequestTexts> textsOfAddresses(
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        FilterRegistrationBean<RequestTexts> filter = new FilterRegistrationBean<>(new RequestTexts(problems));
        filter.setOrder(0);
        return filter;
    }

    @Bean
    WebMvcConfigurer numbersOfAddresses() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                addNumbers(registry);
            }
        };
    }

    @Bean
    RepositoryRestConfigurer numbersOfRepositories() {
        return new RepositoryRestConfigurer() {
            @Override
            public void configureConversionService(ConfigurableConversionService service) {
                addNumbers(service);
            }
        };
    }

    /** Spring's own would take {@code 0x1}, {@code +1} and digits of other scripts. */
    private static void addNumbers(ConverterRegistry registry) {
        registry.addConverter(String.class, Long.class, decimal(Long::valueOf));
        registry.addConverter(String.class, Integer.class, decimal(Integer::valueOf));
    }

    private static <N extends Number> Converter<String, N> decimal(Function<String, N> parse) {
        return text -> {
            if (!DIGITS.matcher(text).matches()) {
                throw new NumberFormatException("Not a decimal number");
            }
            return parse.apply(text);
        };
    }
}
