package io.smartwms.platform.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * A controller of commands that come by the thousand, below the path of a repository. It is asked before the repositories
 * are, and what it does not map is theirs. It gets no arguments of Spring Data REST; one that needs them, and is asked now and
 * then, is a {@code @RepositoryRestController}.
 */
@Documented
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface CommandController {}
