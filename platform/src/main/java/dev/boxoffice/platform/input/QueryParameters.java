package dev.boxoffice.platform.input;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller method that reads its query itself: the names it knows beside those of its `@RequestParam`s.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryParameters {
    String[] value() default {};

    /// Any others are passed over: the addresses of pages are shared, and mail, posts and advertisements add names of
    /// their own to them.
    boolean others() default false;
}
