package dev.boxoffice.search.capture;

import dev.boxoffice.search.capture.stream.ChangeStream;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.rebuild.RebuildWorker;

/// One life of the change stream, and of the rebuilds that rely on it.
final class ReaderSession implements AutoCloseable {

    private final OutageRetry retry;
    private final ChangeStream stream;
    private final RebuildWorker rebuilds;

    ReaderSession(OutageRetry retry, ChangeStream stream, RebuildWorker rebuilds) {
        this.retry = retry;
        this.stream = stream;
        this.rebuilds = rebuilds;
    }

    ChangeStream stream() {
        return stream;
    }

    /// In this order: the stream waits for the batch in hand, and that for an outage to end.
    @Override
    public void close() {
        retry.stop();
        stream.close();
        rebuilds.endSession();
    }
}
