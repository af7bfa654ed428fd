package io.smartwms.platform.database;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;

/**
 * Retries a transaction that another one got ahead of: a stale version, a lock that was not granted, a serialization failure. Up to 40
 * times within about six seconds, for many clients may change the same row at once.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Retryable(maxRetries = 40, delay = 5, jitter = 5, multiplier = 1.5, maxDelay = 200)
public @interface RetryOnConflict {

    @AliasFor(annotation = Retryable.class)
    Class<? extends Throwable>[] includes() default ConcurrencyFailureException.class;
}
