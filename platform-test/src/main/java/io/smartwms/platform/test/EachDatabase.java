package io.smartwms.platform.test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Runs a {@link ServiceTest} on each of its databases, in one JVM: they share the broker and everything that is warm by
 * then. Test classes that agree in all else share the application of their database.
 */
class EachDatabase implements ClassTemplateInvocationContextProvider, ContextCustomizerFactory {

    static {
        // What tests wait for takes a few milliseconds.
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    private static final SpringExtension SPRING = new SpringExtension();

    /** Of the run that is under way; tests run one after the other. */
    private static String current = ServiceTest.OWN;

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        ServiceTest test =
                AnnotatedElementUtils.findMergedAnnotation(context.getRequiredTestClass(), ServiceTest.class);
        return Stream.of(test.on()).map(Run::new);
    }

    private record Run(String database) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return "on " + database;
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            try {
                // Spring sees one class where JUnit runs it several times: it is to ask again which application is
                // wanted.
                SPRING.afterAll(context);
                current = database;
                SPRING.beforeAll(context);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        return new FreshWorld(current);
    }

    /** A database, a data folder and a topic that no other application has seen. */
    private record FreshWorld(String database) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            String world = UUID.randomUUID().toString();
            TestPropertyValues values = TestPropertyValues.of(
                    "wms.data=" + Path.of("target", "test-data", world).toAbsolutePath(),
                    "wms.topic=wms-" + world,
                    // An application that Spring has paused for another test may still be in the group.
                    "spring.cloud.stream.bindings.events-in-0.group=${spring.application.name}-" + world);
            switch (database) {
                case ServiceTest.OWN -> {}
                case ServiceTest.POSTGRESQL -> values = values.and(Postgres.properties(Postgres.newDatabase()));
                case ServiceTest.RELEASED -> values = values.and(Postgres.properties(Release.database()));
                default -> values = values.and("wms.database=" + database);
            }
            values.applyTo(context);
        }
    }
}
