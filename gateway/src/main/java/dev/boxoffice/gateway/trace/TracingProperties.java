package dev.boxoffice.gateway.trace;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where traces go: the same two settings as the services'.
///
/// @param endpoint an OTLP/HTTP receiver (`http://collector:4318/v1/traces`); none means that nothing is traced
/// @param sampling the share of traces that is kept, from 0 to 1; chosen by trace id, so that every process keeps the
/// same
@ConfigurationProperties("boxoffice.tracing")
public record TracingProperties(
        @Nullable String endpoint, @DefaultValue("0.1") double sampling) {

    boolean enabled() {
        return endpoint != null && !endpoint.isBlank();
    }
}
