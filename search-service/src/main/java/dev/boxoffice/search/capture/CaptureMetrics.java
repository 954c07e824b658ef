package dev.boxoffice.search.capture;

import dev.boxoffice.search.capture.stream.ReplicationSlotRepository;
import dev.boxoffice.search.indexing.IndexProgressService;
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
    private final ReplicationSlotRepository slot;
    private final IndexProgressService progress;
    private final Clock clock;

    CaptureMetrics(
            ReaderLockRepository lock,
            ReplicationSlotRepository slot,
            IndexProgressService progress,
            Clock clock,
            MeterRegistry meters) {
        this.slot = slot;
        this.progress = progress;
        this.clock = clock;
        Gauge.builder("boxoffice.search.reader", () -> lock.isOwned() ? 1 : 0)
                .description("1 on the one instance that reads changes")
                .register(meters);
        Gauge.builder("boxoffice.search.lag.bytes", () -> lock.isOwned() ? bytes.get() : 0)
                .description("WAL that Postgres keeps because it is not indexed yet")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("boxoffice.search.lag", () -> lock.isOwned() ? lag() : 0)
                .description("Age of the newest mark in the WAL that is indexed")
                .baseUnit("seconds")
                .register(meters);
    }

    void measureLag() {
        bytes.set(slot.lagBytes());
    }

    /// By what is stored, so that it holds also for a reader that has just started, and for one that cannot begin.
    private double lag() {
        return Math.max(
                0, Duration.between(progress.indexedAt(), clock.instant()).toMillis() / 1000.0);
    }
}
