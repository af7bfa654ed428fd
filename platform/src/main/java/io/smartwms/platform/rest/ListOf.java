package io.smartwms.platform.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller's method that answers with a list of such entities, by pages: it takes {@code page}, {@code size} and {@code
 * sort}, and the platform checks them as those of a repository's lists. {@link QueryParameterInterceptor#sort} reads the last.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ListOf {

    Class<?> value();

    /** What the list can be sorted by; all fields that it shows, if nothing is said. */
    String[] sortableBy() default {};
}
