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

/// An address a browser may follow: of the web, never a script.
@Size
@Pattern(regexp = WebAddress.FORM, message = "must be an http or https address")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface WebAddress {

    String FORM = "https?://[^\\s\\p{Cc}<>\"'`\\\\]+";
    int MOST = 2_000;

    /// In characters.
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max() default MOST;

    String message() default "is not a web address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
