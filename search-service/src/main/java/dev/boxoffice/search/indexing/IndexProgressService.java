package dev.boxoffice.search.indexing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Knows on every instance up to which moment the index holds what Postgres had committed.
@Service
public class IndexProgressService {

    private final IndexProgressRepository repository;
    private final Clock clock;
    private final Instant started;
    private volatile IndexProgress progress = new IndexProgress(null, null);

    IndexProgressService(IndexProgressRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        this.started = clock.instant();
    }

    /// Searches must not wait for Postgres, nor fail with it: between two refreshes they show what was last known.
    void refresh() {
        progress = repository.find();
    }

    /// Before the first mark was ever indexed this is when this instance started.
    public Instant indexedAt() {
        var known = progress.indexedAt();
        return known == null ? started : known;
    }

    /// How long ago the active reader last gave a sign of life; null when unknown.
    public @Nullable Duration sinceReaderBeat() {
        return since(progress.beatAt());
    }

    /// How old the index is; null when unknown.
    public @Nullable Duration lag() {
        return since(progress.indexedAt());
    }

    private @Nullable Duration since(@Nullable Instant time) {
        return time == null ? null : Duration.between(time, clock.instant());
    }
}
