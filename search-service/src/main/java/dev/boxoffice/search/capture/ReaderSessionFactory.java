package dev.boxoffice.search.capture;

import dev.boxoffice.search.capture.stream.CaptureProperties;
import dev.boxoffice.search.capture.stream.ChangeStreamFactory;
import dev.boxoffice.search.capture.stream.ReaderProgress;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.rebuild.RebuildWorker;
import org.springframework.stereotype.Component;

/// Opens the sessions of the active reader.
@Component
class ReaderSessionFactory {

    private final ChangeStreamFactory streams;
    private final RebuildWorker rebuilds;
    private final ReaderProgress progress;
    private final CaptureProperties limits;

    ReaderSessionFactory(
            ChangeStreamFactory streams, RebuildWorker rebuilds, ReaderProgress progress, CaptureProperties limits) {
        this.streams = streams;
        this.rebuilds = rebuilds;
        this.progress = progress;
        this.limits = limits;
    }

    ReaderSession open() {
        var retry = new OutageRetry(limits.firstRetry(), limits.longestRetry());
        rebuilds.prepareSession();
        var stream = streams.start(retry);
        rebuilds.beginSession(progress.catchUp(retry), retry);
        return new ReaderSession(retry, stream, rebuilds);
    }
}
