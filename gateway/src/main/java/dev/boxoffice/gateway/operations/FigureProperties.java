package dev.boxoffice.gateway.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The figures operators watch.
///
/// @param every how often the services' metrics are read
/// @param history how far back the figures go; they are this gateway's own, and begin anew with it
/// @param timeout how long one instance may take to tell its metrics
@ConfigurationProperties("boxoffice.figures")
record FigureProperties(
        @DefaultValue("10s") Duration every,
        @DefaultValue("1h") Duration history,
        @DefaultValue("2s") Duration timeout) {

    int points() {
        return (int) Math.max(2, history.dividedBy(every));
    }
}
