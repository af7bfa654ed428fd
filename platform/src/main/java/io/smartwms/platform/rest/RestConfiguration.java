package io.smartwms.platform.rest;

import io.smartwms.platform.trace.TraceFilter;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.convert.support.ConfigurableConversionService;
import org.springframework.data.rest.core.config.RepositoryRestConfiguration;
import org.springframework.data.rest.core.mapping.ResourceMappings;
import org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer;
import org.springframework.data.rest.webmvc.support.JpaHelper;
import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.IanaLinkRelations;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.server.RepresentationModelProcessor;
import org.springframework.http.HttpMethod;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.handler.MappedInterceptor;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** How all services answer over REST: read-only repositories as HAL, commands by controllers, strict JSON. */
@Configuration(proxyBeanMethods = false)
@EnableResilientMethods
public class RestConfiguration {

    private static final HttpMethod[] COMMANDS = {HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE};

    /** Repositories show; what changes an aggregate is a command with a guard, so Data REST's own ways to write are off. */
    @Bean
    RepositoryRestConfigurer readOnlyRepositories(@Lazy EntityManagerFactory entities) {
        return new RepositoryRestConfigurer() {
            @Override
            public void configureRepositoryRestConfiguration(RepositoryRestConfiguration config, CorsRegistry cors) {
                config.getExposureConfiguration()
                        .withItemExposure((metadata, methods) -> methods.disable(COMMANDS))
                        .withCollectionExposure((metadata, methods) -> methods.disable(COMMANDS))
                        .withAssociationExposure((metadata, methods) -> methods.disable(COMMANDS));
                config.getMetadataConfiguration().setAlpsEnabled(false);
                config.exposeIdsFor(entities.getMetamodel().getEntities().stream()
                        .map(Type::getJavaType)
                        .toArray(Class[]::new));
            }

            @Override
            public void configureConversionService(ConfigurableConversionService conversions) {
                conversions.addConverter(String.class, Instant.class, RestConfiguration::time);
                conversions.addConverter(String.class, Duration.class, RestConfiguration::age);
            }
        };
    }

    /** ISO 8601 with an offset; the databases keep no years beyond. */
    private static Instant time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.getYear() < 1 || time.getYear() > 9998) {
            throw new DateTimeException("out of range");
        }
        return time.toInstant();
    }

    private static Duration age(String text) {
        Duration age = Duration.parse(text);
        if (age.isNegative() || age.toDays() > 365_000) {
            throw new DateTimeException("out of range");
        }
        return age;
    }

    /**
     * Turns off the open session in view that Data REST brings along whatever {@code spring.jpa.open-in-view} says: such a
     * session keeps its connection until the response is written, so requests that read again after their transaction
     * would all wait for the connections that the others keep.
     */
    @Bean
    static BeanPostProcessor noOpenEntityManagerInView() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof JpaHelper helper) {
                    helper.getInterceptors().clear();
                }
                return bean;
            }
        };
    }

    @Bean
    CommandMapping commandMapping() {
        return new CommandMapping();
    }

    /** The profile link of a collection leads to what is not shown, and not through the gateway. */
    @Bean
    RepresentationModelProcessor<CollectionModel<?>> noProfileLinks() {
        return new RepresentationModelProcessor<>() {
            @Override
            public CollectionModel<?> process(CollectionModel<?> model) {
                List<Link> links = model.getLinks().stream()
                        .filter(link -> !link.hasRel(IanaLinkRelations.PROFILE))
                        .toList();
                model.removeLinks();
                model.add(links);
                return model;
            }
        };
    }

    /** What is of another type than its field is refused; numbers are the text configuration's affair. */
    @Bean
    JsonMapperBuilderCustomizer strictScalars() {
        return builder -> refuse(builder, LogicalType.Textual, CoercionInputShape.Boolean, CoercionInputShape.Float)
                .withCoercionConfig(
                        LogicalType.Enum,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail));
    }

    private static JsonMapper.Builder refuse(
            JsonMapper.Builder builder, LogicalType type, CoercionInputShape... shapes) {
        return builder.withCoercionConfig(type, config -> {
            for (CoercionInputShape shape : shapes) {
                config.setCoercion(shape, CoercionAction.Fail);
            }
        });
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter() {
        return new FilterRegistrationBean<>(new TraceFilter());
    }

    @Bean
    MappedInterceptor readParameters(
            @Lazy EntityManagerFactory entities,
            @Lazy ResourceMappings mappings,
            @Value("${spring.data.rest.max-page-size}") int maxPageSize) {
        return new MappedInterceptor(
                new String[] {"/**"}, new QueryParameterInterceptor(entities, mappings, maxPageSize));
    }
}
