package io.smartwms.platform.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A whole service as it runs: its own database engine on a fresh data folder, a real broker with a topic of its own, HTTP
 * on a free port. {@link Http} and {@link Topic} can be injected.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.test.print-condition-evaluation-report=false", "spring.main.log-startup-info=false"})
@ContextConfiguration(initializers = ServiceTest.FreshWorld.class)
@Import({Http.class, Topic.class})
public @interface ServiceTest {

    /** A data folder and a topic that no other test has seen. */
    class FreshWorld implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            String world = UUID.randomUUID().toString();
            TestPropertyValues.of(
                            "wms.data=" + Path.of("target", "test-data", world).toAbsolutePath(),
                            "wms.topic=wms-" + world)
                    .applyTo(context);
        }
    }
}
