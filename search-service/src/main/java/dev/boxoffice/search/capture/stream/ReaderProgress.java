package dev.boxoffice.search.capture.stream;

import dev.boxoffice.search.indexing.IndexProgressRepository;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.rebuild.ChangeCatchUp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How far the active reader has come: in the WAL, and in time.
@Component
public class ReaderProgress {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final IndexProgressRepository repository;
    private final ReplicationSlotRepository slot;
    private final Clock clock;
    private final Timer freshness;
    private volatile long position;
    private volatile @Nullable Instant indexedAt;

    ReaderProgress(
            IndexProgressRepository repository, ReplicationSlotRepository slot, Clock clock, MeterRegistry meters) {
        this.repository = repository;
        this.slot = slot;
        this.clock = clock;
        this.freshness = Timer.builder("boxoffice.search.freshness")
                .description("From the commit of a change in Postgres until searches find it")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(meters);
    }

    /// Called when a batch is in the index.
    void reached(ChangeBatch batch) {
        var oldest = batch.firstCommit();
        if (oldest != null && !batch.isEmpty()) {
            var took = Duration.between(oldest, clock.instant());
            freshness.record(took.isNegative() ? Duration.ZERO : took);
        }
        if (batch.mark() != null) {
            indexedAt = batch.mark();
        }
        position = Math.max(position, batch.position());
    }

    public @Nullable Instant indexedAt() {
        return indexedAt;
    }

    /// For the other instances, and for whoever asks how the reader is.
    public void save(String reader) {
        repository.save(reader, indexedAt, position, clock.instant());
    }

    /// The stream's marks come every second, so it passes any position within about that time when it runs.
    public ChangeCatchUp catchUp(OutageRetry retry) {
        return () -> {
            var target = new long[1];
            retry.untilDone("Looking at the end of the WAL", () -> target[0] = slot.currentPosition());
            while (position < target[0]) {
                if (retry.pause(POLL_INTERVAL)) {
                    throw new InterruptedException("The reader stops");
                }
            }
        };
    }
}
