package dev.boxoffice.booking.booking.mail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An operation that mail to its caller follows from, at once or later. [BuyerContactInterceptor] has their address
/// known before it begins: [BuyerContactWorker] may not have come to it yet since they paid.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MailsCaller {}
