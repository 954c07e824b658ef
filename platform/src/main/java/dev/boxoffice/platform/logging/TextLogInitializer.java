package dev.boxoffice.platform.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// D15: keeps personal data and secrets, such as what lets a browser pay, out of text logs too, as
/// [RedactingLogCustomizer] does out of JSON.
public final class TextLogInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext starting) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            redact(logs);
        }
    }

    /// Every appender that there is.
    public static void redact(LoggerContext logs) {
        logs.getLoggerList()
                .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(TextLogInitializer::redact));
    }

    private static void redact(Appender<ILoggingEvent> appender) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> output
                && output.getEncoder() instanceof PatternLayoutEncoder encoder
                && encoder.getLayout() instanceof PatternLayout layout) {
            var words = layout.getInstanceConverterMap();
            words.put("m", RedactedMessageConverter::new);
            words.put("msg", RedactedMessageConverter::new);
            words.put("message", RedactedMessageConverter::new);
            words.put("wEx", RedactedThrowableConverter::new);
            layout.start(); // reads its pattern anew
        }
    }
}
