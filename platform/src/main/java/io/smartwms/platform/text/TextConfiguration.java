package io.smartwms.platform.text;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
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

    /** A converter would not do: where one fails, Spring asks its own editor. */
    @ControllerAdvice
    static class NumbersOfControllers {

        @InitBinder
        void numbers(WebDataBinder binder) {
            // Bodies are not bound, only validated.
            if (binder.getTarget() == null) {
                binder.registerCustomEditor(long.class, new NumberEditor(Long::valueOf));
                binder.registerCustomEditor(Long.class, new NumberEditor(Long::valueOf));
                binder.registerCustomEditor(int.class, new NumberEditor(Integer::valueOf));
                binder.registerCustomEditor(Integer.class, new NumberEditor(Integer::valueOf));
            }
        }
    }

    private static final class NumberEditor extends PropertyEditorSupport {

        private final Function<String, ? extends Number> parse;

        NumberEditor(Function<String, ? extends Number> parse) {
            this.parse = parse;
        }

        @Override
        public void setAsText(String text) {
            setValue(number(text, parse));
        }
    }

    @Bean
    static EntityLinksPostProcessor entityLinksPostProcessor() {
        return new EntityLinksPostProcessor();
    }

    @Bean
    NumbersOfControllers numbersOfControllers() {
        return new NumbersOfControllers();
    }

    @Bean
    RepositoryRestConfigurer numbersOfRepositories() {
        return new RepositoryRestConfigurer() {
            @Override
            public void configureConversionService(ConfigurableConversionService service) {
                service.addConverter(String.class, Long.class, text -> number(text, Long::valueOf));
                service.addConverter(String.class, Integer.class, text -> number(text, Integer::valueOf));
            }
        };
    }

    /** Spring's own would take {@code 0x1}, {@code +1} and digits of other scripts. */
    private static <N extends Number> N number(String text, Function<String, N> parse) {
        if (!DIGITS.matcher(text).matches()) {
            throw new NumberFormatException("Not a decimal number");
        }
        return parse.apply(text);
    }
}
