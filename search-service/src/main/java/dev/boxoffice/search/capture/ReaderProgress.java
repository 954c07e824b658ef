package dev.boxoffice.search.capture;

import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.rebuild.ChangeCatchUp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How far the active reader has come: in the WAL, and in time.
final class ReaderProgress {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final JdbcClient jdbc;
    private final ReplicationSlotRepository slot;
    private final Clock clock;
    private final Timer freshness;
    private volatile long position;
    private volatile @Nullable Instant indexedAt;

    ReaderProgress(JdbcClient jdbc, ReplicationSlotRepository slot, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
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
    void reached(ChangeBatch changed) {
        var oldest = changed.firstCommit();
        if (oldest != null && !changed.isEmpty()) {
            var took = Duration.between(oldest, clock.instant());
            freshness.record(took.isNegative() ? Duration.ZERO : took);
        }
        if (changed.mark() != null) {
            indexedAt = changed.mark();
        }
        position = Math.max(position, changed.position());
    }

    @Nullable
    Instant indexedAt() {
        return indexedAt;
    }

    /// For the other instances, and for whoever asks how the reader is.
    void save(String reader) {
        var reached = indexedAt;
        jdbc.sql("""
                        update search.progress
                        set reader = :reader, beat_at = :now, indexed_at = coalesce(:indexedAt, indexed_at),
                            lsn = '0/0'::pg_lsn + :position
                        """)
                .param("reader", reader)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("indexedAt", reached == null ? null : OffsetDateTime.ofInstant(reached, ZoneOffset.UTC))
                .param("position", position)
                .update();
    }

    /// The stream's marks come every second, so it passes any position within about that time when it runs.
    ChangeCatchUp catchUp(OutageRetry patience) {
        return () -> {
            var target = new long[1];
            patience.untilDone("Looking at the end of the WAL", () -> target[0] = slot.currentPosition());
            while (position < target[0]) {
                if (patience.rest(LOOK)) {
                    throw new InterruptedException("The reader stops");
                }
            }
        };
    }
}
