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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mall's own number of a product: 1 to 50 letters and digits of any script, {@code . _ - + #} and spaces between them. It
 * is part of addresses, so it is none of the words that mean something there. Null is valid.
 */
@Documented
@Constraint(validatedBy = ProductId.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProductId {

    int MAX = 50;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Public for whoever makes validators. */
    class Validator implements ConstraintValidator<ProductId, CharSequence> {

        private static final String OTHERS = "._-+# ";

        /** What stands below {@code /products} and {@code /stocks} and is no product, or may once stand there. */
        private static final Set<String> RESERVED = Set.of(
                ".",
                "..",
                "cancellation",
                "cancellations",
                "lines",
                "movements",
                "profile",
                "reservations",
                "search",
                "summary",
                "tracking");

        @Override
        public boolean isValid(@Nullable CharSequence id, ConstraintValidatorContext context) {
            String reason = id == null ? null : whyRefused(id.toString());
            if (reason == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(reason).addConstraintViolation();
            return false;
        }

        private static @Nullable String whyRefused(String id) {
            if (id.isEmpty() || Texts.length(id) > MAX) {
                return "must have 1 to " + MAX + " characters";
            }
            if (id.indexOf('/') >= 0 || id.indexOf('%') >= 0) {
                return "must not have '/' or '%', since it is part of an address";
            }
            if (RESERVED.contains(id)) {
                return "must be no word that has a meaning in an address, such as '" + id + "'";
            }
            return isMark(id.codePointAt(0)) || !id.codePoints().allMatch(Validator::isAllowed)
                    ? "must consist of letters, digits, '.', '_', '-', '+', '#' and spaces"
                    : null;
        }

        private static boolean isAllowed(int c) {
            return OTHERS.indexOf(c) >= 0 || (Character.isLetterOrDigit(c) || isMark(c)) && !Texts.isIgnorable(c);
        }

        /** Many scripts write vowels as marks on a letter. */
        private static boolean isMark(int c) {
            int type = Character.getType(c);
            return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        }
    }
}
