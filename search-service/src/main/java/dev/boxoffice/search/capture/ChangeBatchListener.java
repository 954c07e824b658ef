package dev.boxoffice.search.capture;

import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.search.indexing.EventIndexService;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.indexing.ParkedRowService;
import dev.boxoffice.search.indexing.WrittenContentCache;
import dev.boxoffice.search.source.CatalogueRepository;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes batches of changes and gives their position back only when they are in the index.
///
/// An outage is waited out in here: the engine does not deliver a batch again after an error, so none may get out.
final class ChangeBatchListener implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    private static final Logger log = LoggerFactory.getLogger(ChangeBatchListener.class);
    private static final Duration NOT_VISIBLE_YET = Duration.ofMillis(10);

    private final CatalogueRepository catalogue;
    private final EventIndexService indexer;
    private final ParkedRowService parked;
    private final TracePropagation traces;
    private final ReaderProgress progress;
    private final Pace pace;
    private final OutageRetry patience;
    private final EventSnapshotCache recent = new EventSnapshotCache();
    private final WrittenContentCache written = new WrittenContentCache();

    ChangeBatchListener(Work work, ReaderProgress progress, Pace pace, OutageRetry patience) {
        this.catalogue = work.catalogue();
        this.indexer = work.indexer();
        this.parked = work.parked();
        this.traces = work.traces();
        this.progress = progress;
        this.pace = pace;
        this.patience = patience;
    }

    /// What handling a change needs of the rest of the service.
    record Work(CatalogueRepository catalogue, EventIndexService indexer, ParkedRowService parked, TracePropagation traces) {}

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> batch, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        var changed = ChangeBatch.of(batch);
        park(changed.unreadable());
        if (recent.needsReading(changed)) {
            var full = pace.isFull(batch.size());
            if (!full) {
                patience.rest(pace.pause());
            }
            pace.begin();
            try (var _ = traces.inEach(changed.traces(), "index changes")) {
                while (!indexed(changed, !full)) {
                    patience.rest(NOT_VISIBLE_YET);
                }
            }
            pace.end();
            log.debug("{} changes since {} indexed in {}", batch.size(), changed.firstCommit(), pace.lastTook());
        }
        progress.reached(changed);
        for (var change : batch) {
            committer.markProcessed(change);
        }
        committer.markBatchFinished();
    }

    private void park(List<ChangeBatch.Unreadable> rows) throws InterruptedException {
        for (var row : rows) {
            patience.untilDone("Parking a row", () -> parked.park(row.table(), row.key(), row.reason(), row.lsn()));
        }
    }

    /// @return whether what was indexed reflects every change of the batch
    private boolean indexed(ChangeBatch changed, boolean searchable) throws InterruptedException {
        var reflects = new AtomicBoolean(true);
        patience.untilDone("Indexing changes", () -> {
            var events = recent.unread(changed);
            events.addAll(catalogue.eventsShowing(changed.venues(), changed.performers()));
            indexer.index(events, searchable, written).ifPresent(snapshot -> {
                reflects.set(snapshot.sees(changed.transactions()));
                recent.read(events, snapshot);
            });
        });
        return reflects.get();
    }

    /// Paces flushes: never closer than the debounce, and never using more than half of the time for counting tickets.
    static final class Pace {
        private final CaptureProperties limits;
        private long endedNanos = System.nanoTime() - Duration.ofDays(1).toNanos();
        private long startedNanos = endedNanos;

        Pace(CaptureProperties limits) {
            this.limits = limits;
        }

        /// A full batch means there is more to catch up with than to coalesce.
        boolean isFull(int changes) {
            return changes >= limits.batch();
        }

        Duration pause() {
            var wanted = max(limits.debounce(), min(lastTook(), limits.longestDebounce()));
            var left = wanted.minusNanos(System.nanoTime() - endedNanos);
            return left.isNegative() ? Duration.ZERO : left;
        }

        Duration lastTook() {
            return Duration.ofNanos(endedNanos - startedNanos);
        }

        private static Duration max(Duration one, Duration other) {
            return one.compareTo(other) >= 0 ? one : other;
        }

        private static Duration min(Duration one, Duration other) {
            return one.compareTo(other) <= 0 ? one : other;
        }

        void begin() {
            startedNanos = System.nanoTime();
        }

        void end() {
            endedNanos = System.nanoTime();
        }
    }
}
