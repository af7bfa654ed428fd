package io.smartwms.platform.text;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text of at least one character and at most so many, counted as people count them; null is none. */
@Documented
@Constraint(validatedBy = TextLength.Validator.class)
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface TextLength {

    int max();

    String message() default "must have 1 to {max} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Public for whoever makes validators. */
    class Validator implements ConstraintValidator<TextLength, CharSequence> {

        private int max;

        @Override
        public void initialize(TextLength annotation) {
            max = annotation.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || !text.isEmpty() && Texts.length(text) <= max;
        }
    }
}
