package io.smartwms.platform.text;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a product: 1 to 200 characters. */
@Documented
@Constraint(validatedBy = {})
@Size(min = 1, max = 200)
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProductName {

    String message() default "must have 1 to 200 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
