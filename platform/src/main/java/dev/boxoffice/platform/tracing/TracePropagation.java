package dev.boxoffice.platform.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries a trace where no HTTP header goes: in outbox rows, stream entries and the WAL, as W3C `traceparent`.
public final class TracePropagation {

    /// Name of the stream entry's field.
    public static final String FIELD = "traceparent";

    /// Prefix of the logical messages that tell readers of the WAL which trace their transaction is part of.
    public static final String WAL_PREFIX = "boxoffice.trace";

    /// Work that goes on in other processes' traces.
    public interface Continued extends AutoCloseable {
        @Override
        void close();
    }

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    /// @param tracer null where nothing is traced
    TracePropagation(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /// @return the `traceparent` of what this thread does; null where it is not traced or not kept
    public @Nullable String current() {
        var span = tracer == null ? null : tracer.currentSpan();
        if (span == null
                || propagator == null
                || !Boolean.TRUE.equals(span.context().sampled())) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(span.context(), carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.get(FIELD);
    }

    /// Does the work as part of the trace it was handed over in.
    public void within(@Nullable String traceparent, String name, Runnable work) {
        if (tracer == null || traceparent == null) {
            work.run();
            return;
        }
        var span = begin(traceparent, name);
        try (var _ = tracer.withSpan(span)) {
            work.run();
        } catch (RuntimeException failed) {
            span.error(failed);
            throw failed;
        } finally {
            span.end();
        }
    }

    /// A span in each of these traces, for work that was asked for by many at once.
    public Continued inEach(Collection<String> traceparents, String name) {
        List<Span> spans = tracer == null
                ? List.of()
                : traceparents.stream().map(each -> begin(each, name)).toList();
        return () -> spans.forEach(Span::end);
    }

    private Span begin(String traceparent, String name) {
        if (propagator == null) {
            return Span.NOOP;
        }
        return propagator
                .extract(traceparent, (carrier, field) -> field.equals(FIELD) ? carrier : null)
                .kind(Span.Kind.CONSUMER)
                .name(name)
                .start();
    }
}
