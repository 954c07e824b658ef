package dev.boxoffice.search.capture;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// How far the reader is behind Postgres, in bytes of WAL kept for it and in seconds; zero on instances that only
/// serve.
@Component
final class CaptureMetrics {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong millis = new AtomicLong();
    private final Clock clock;

    CaptureMetrics(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        Gauge.builder("boxoffice.search.lag.bytes", bytes::get)
                .description("WAL that Postgres keeps because it is not indexed yet")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("boxoffice.search.lag", () -> millis.get() / 1000.0)
                .description("Age of the newest mark in the WAL that is indexed")
                .baseUnit("seconds")
                .register(meters);
    }

    void measure(ReplicationSlotRepository slot, ReaderProgress progress) {
        bytes.set(slot.lagBytes());
        var indexedAt = progress.indexedAt();
        millis.set(
                indexedAt == null
                        ? 0
                        : Math.max(
                                0, Duration.between(indexedAt, clock.instant()).toMillis()));
    }
}
