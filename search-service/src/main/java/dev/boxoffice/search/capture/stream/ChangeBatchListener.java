package dev.boxoffice.search.capture.stream;

import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.indexing.WrittenContentCache;
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

    private final ChangeIndexService indexer;
    private final TracePropagation traces;
    private final ReaderProgress progress;
    private final FlushPace pace;
    private final OutageRetry retry;
    private final EventSnapshotCache read = new EventSnapshotCache();
    private final WrittenContentCache written = new WrittenContentCache();

    ChangeBatchListener(
            ChangeIndexService indexer,
            TracePropagation traces,
            ReaderProgress progress,
            FlushPace pace,
            OutageRetry retry) {
        this.indexer = indexer;
        this.traces = traces;
        this.progress = progress;
        this.pace = pace;
        this.retry = retry;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> changes, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        var batch = ChangeBatch.of(changes);
        park(batch.unreadable());
        if (read.needsReading(batch)) {
            var full = pace.isFull(changes.size());
            if (!full) {
                retry.pause(pace.pause());
            }
            pace.begin();
            try (var _ = traces.inEach(batch.traces(), "index changes")) {
                while (!indexed(batch, !full)) {
                    retry.pause(NOT_VISIBLE_YET);
                }
            }
            pace.end();
            log.debug("{} changes since {} indexed in {}", changes.size(), batch.firstCommit(), pace.lastTook());
        }
        progress.reached(batch);
        for (var change : changes) {
            committer.markProcessed(change);
        }
        committer.markBatchFinished();
    }

    private void park(List<ChangeBatch.Unreadable> rows) throws InterruptedException {
        for (var row : rows) {
            retry.untilDone("Parking a row", () -> indexer.park(row));
        }
    }

    private boolean indexed(ChangeBatch batch, boolean searchable) throws InterruptedException {
        var complete = new AtomicBoolean();
        retry.untilDone("Indexing changes", () -> complete.set(indexer.index(batch, searchable, read, written)));
        return complete.get();
    }
}
