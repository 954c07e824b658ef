package dev.boxoffice.platform.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/// `%wEx`, a stack trace, without personal data and secrets in its messages.
final class RedactedThrowableConverter extends ExtendedWhitespaceThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy failure) {
        return PersonalDataRedactor.redact(super.throwableProxyToString(failure));
    }
}
