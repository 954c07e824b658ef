package dev.boxoffice.search.capture;

import dev.boxoffice.search.capture.stream.CaptureProperties;
import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.indexing.EventIndexService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Indexes events again when they are over, though no row of theirs changed: they are no longer to be suggested.
@Service
class EndedEventService {

    private static final int PAGE = 1_000;
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);

    private final IndexAdminClient indices;
    private final EventIndexService indexer;
    private final CaptureProperties limits;
    private final Clock clock;
    private Instant sweptUntil;

    EndedEventService(IndexAdminClient indices, EventIndexService indexer, CaptureProperties limits, Clock clock) {
        this.indices = indices;
        this.indexer = indexer;
        this.limits = limits;
        this.clock = clock;
        this.sweptUntil = clock.instant().minus(FIRST_LOOK_BACK);
    }

    void sweepWhenDue() {
        var now = clock.instant();
        if (now.isBefore(sweptUntil.plus(limits.endedSweep()))) {
            return;
        }
        var ended = indices.suggestedButEnded(sweptUntil, now, PAGE);
        indexer.index(ended);
        if (ended.size() < PAGE) {
            sweptUntil = now;
        }
    }
}
