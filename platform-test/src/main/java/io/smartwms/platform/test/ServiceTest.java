package io.smartwms.platform.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * A whole service as it runs: a fresh database, a real broker with a topic of its own, HTTP on a free port. {@link Http} and
 * {@link Topic} can be injected. The class runs once on each of its databases.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EachDatabase.class)
@ContextCustomizerFactories(EachDatabase.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.test.print-condition-evaluation-report=false", "spring.main.log-startup-info=false"})
@Import({Http.class, Topic.class})
public @interface ServiceTest {

    /** The embedded engine of the service's own configuration. */
    String OWN = "own";

    /** A real server. */
    String POSTGRESQL = "postgresql";

    /** A database on that server which the latest release has written, see {@link RollingUpdate}. */
    String RELEASED = "released";

    /** The databases to run on, as {@code wms.database} calls them. */
    String[] on() default {OWN, POSTGRESQL};
}
