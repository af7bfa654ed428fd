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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A product's id: 1 to 50 letters of any script, digits, {@code . _ - + #} and inner spaces, compared exactly, case included. It
 * is part of addresses, so it is none of the words that mean something else there.
 */
@Documented
@Constraint(validatedBy = ProductId.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProductId {

    String message() default "must be a product id";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Tells what is wrong with the very id. */
    class Validator implements ConstraintValidator<ProductId, String> {

        private static final int MAX_LENGTH = 50;
        private static final Set<String> PATH_WORDS =
                Set.of(".", "..", "search", "summary", "movements", "reservations", "profile");

        @Override
        public boolean isValid(@Nullable String id, ConstraintValidatorContext context) {
            Optional<String> fault = id == null ? Optional.empty() : fault(id);
            fault.ifPresent(reason -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(reason).addConstraintViolation();
            });
            return fault.isEmpty();
        }

        private static Optional<String> fault(String id) {
            if (id.isEmpty() || id.length() > MAX_LENGTH) {
                return Optional.of("must have 1 to 50 characters");
            }
            if (PATH_WORDS.contains(id)) {
                return Optional.of("must be none of '.', '..', 'search', 'summary', 'movements', 'reservations',"
                        + " 'profile', which mean something else in an address");
            }
            if (id.indexOf('/') >= 0 || id.indexOf('%') >= 0) {
                return Optional.of("must not contain '/' or '%', because it is part of an address");
            }
            return id.codePoints().allMatch(Validator::isAllowed)
                    ? Optional.empty()
                    : Optional.of("must consist of letters, digits, '.', '_', '-', '+', '#' and inner spaces");
        }

        private static boolean isAllowed(int c) {
            return Character.isLetterOrDigit(c)
                    || ". _-+#".indexOf(c) >= 0
                    // A letter may consist of several characters, as in Thai or Devanagari.
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK;
        }
    }
}
