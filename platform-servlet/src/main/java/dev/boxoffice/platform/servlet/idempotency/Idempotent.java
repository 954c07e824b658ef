package dev.boxoffice.platform.servlet.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller method that returns a `ResponseEntity`: a repeated `Idempotency-Key` gets the first answer again
/// (IETF draft-ietf-httpapi-idempotency-key-header).
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {

    Mode mode() default Mode.TRANSACTION;

    /// How the key and the work are held together.
    enum Mode {
        /// Key, work and answer commit together: for work that only touches the database.
        TRANSACTION,
        /// The key is leased first and the answer stored after: for work that calls outside, with no transaction open.
        LEASE
    }
}
