package dev.boxoffice.search.capture;

import dev.boxoffice.search.capture.stream.ReaderProgress;
import dev.boxoffice.search.capture.stream.ReplicationSlotRepository;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Which instance reads changes, and how far it is behind Postgres, in bytes of WAL kept for it and in seconds;
/// zero on instances that only serve.
@Component
class CaptureMetrics {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong millis = new AtomicLong();
    private final ReplicationSlotRepository slot;
    private final ReaderProgress progress;
    private final Clock clock;

    CaptureMetrics(
            ReaderLockRepository lock,
            ReplicationSlotRepository slot,
            ReaderProgress progress,
            Clock clock,
            MeterRegistry meters) {
        this.slot = slot;
        this.progress = progress;
        this.clock = clock;
        Gauge.builder("boxoffice.search.reader", () -> lock.isOwned() ? 1 : 0)
                .description("1 on the one instance that reads changes")
                .register(meters);
        Gauge.builder("boxoffice.search.lag.bytes", bytes::get)
                .description("WAL that Postgres keeps because it is not indexed yet")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("boxoffice.search.lag", () -> millis.get() / 1000.0)
                .description("Age of the newest mark in the WAL that is indexed")
                .baseUnit("seconds")
                .register(meters);
    }

    void measureLag() {
        bytes.set(slot.lagBytes());
        var indexedAt = progress.indexedAt();
        var lag = indexedAt == null ? Duration.ZERO : Duration.between(indexedAt, clock.instant());
        millis.set(Math.max(0, lag.toMillis()));
    }
}
