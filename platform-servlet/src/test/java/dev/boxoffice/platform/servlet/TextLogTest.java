package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.boxoffice.platform.logging.TextLogInitializer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// D15: what lets somebody pay, or sign in, is in no log.
class TextLogTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void a_text_log_has_no_secrets_in_messages_or_stack_traces() {
        var logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(logs);
        encoder.setPattern("%p %m%n%wEx");
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(logs);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        var payments = logs.getLogger("payments");
        payments.setLevel(Level.INFO);
        payments.addAppender(appender);
        TextLogInitializer.redact(logs);
        payments.info(
                "answered {}",
                "pi_3Abc_secret_4Def",
                new IllegalStateException("for alice@example.org: whsec_0123456789abcdef"));
        payments.detachAppender(appender);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("answered [secret]", "IllegalStateException", "***@example.org")
                .doesNotContain("4Def", "alice@", "whsec_0");
    }
}
