package dev.boxoffice.search.indexing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Knows on every instance up to which moment the index holds what Postgres had committed.
@Component
public class IndexProgressService {

    private static final Logger log = LoggerFactory.getLogger(IndexProgressService.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Instant started;
    private volatile Seen seen = new Seen(null, null);

    private record Seen(
            @Nullable Instant indexedAt, @Nullable Instant beatAt) {}

    IndexProgressService(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.started = clock.instant();
    }

    /// Searches must not wait for Postgres, nor fail with it: they show what was last known.
    @Scheduled(fixedDelay = 1_000)
    void look() {
        try {
            seen = jdbc.sql("select indexed_at, beat_at from search.progress")
                    .query((row, number) -> new Seen(
                            instant(row.getObject(1, OffsetDateTime.class)),
                            instant(row.getObject(2, OffsetDateTime.class))))
                    .single();
        } catch (RuntimeException unreachable) {
            log.debug("Progress is unknown for now: {}", unreachable.toString());
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /// Before the first mark was ever indexed this is when this instance started.
    public Instant indexedAt() {
        var known = seen.indexedAt();
        return known == null ? started : known;
    }

    /// How long ago the active reader last gave a sign of life, and how old the index is; null when unknown.
    public @Nullable Duration sinceReaderBeat() {
        return since(seen.beatAt());
    }

    public @Nullable Duration lag() {
        return since(seen.indexedAt());
    }

    private @Nullable Duration since(@Nullable Instant time) {
        return time == null ? null : Duration.between(time, clock.instant());
    }
}
