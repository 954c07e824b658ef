package dev.boxoffice.platform.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/// Leaves OpenTelemetry out of a process that has nowhere to send traces. A tracer without exporter would still make
/// spans, and a disabled one names every trace `000…0`, which hides the trace id the caller sent.
public final class TracingImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final List<String> TRACING = List.of(
            "org.springframework.boot.micrometer.tracing.",
            "org.springframework.boot.opentelemetry.",
            "org.springframework.boot.data.redis.autoconfigure.observation.",
            "net.ttddyy.observation.boot.autoconfigure.");

    private boolean enabled;

    @Override
    public void setEnvironment(Environment environment) {
        enabled = Binder.get(environment)
                .bindOrCreate("boxoffice.tracing", TracingProperties.class)
                .enabled();
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var matches = new boolean[classes.length];
        for (var i = 0; i < classes.length; i++) {
            matches[i] = enabled || !isTracing(classes[i]);
        }
        return matches;
    }

    private static boolean isTracing(@Nullable String name) {
        return name != null && TRACING.stream().anyMatch(name::startsWith);
    }
}
