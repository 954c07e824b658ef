package dev.boxoffice.event.input;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Text for a name or a label: bounded, visible, and free of control characters (Postgres stores no NUL).
@Size
@Pattern(regexp = "\\P{Cc}*", message = "must not contain control characters")
@Pattern(
        regexp = "(?s)|.*[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\\u115F\\u1160\\u2800\\u3164\\uFFA0]].*",
        message = "must have a visible character")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface SingleLine {

    /// In characters.
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max() default 200;

    String message() default "is not a valid label";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
