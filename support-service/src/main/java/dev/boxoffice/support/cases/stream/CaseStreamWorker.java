package dev.boxoffice.support.cases.stream;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Sends what has changed to the watchers of cases; the status on a stream is at most this old.
@Component
class CaseStreamWorker extends Worker {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final CaseStreamService streams;

    CaseStreamWorker(CaseStreamService streams) {
        super("case-stream", POLL);
        this.streams = streams;
    }

    @Override
    protected boolean runOnce() {
        streams.sendChanges();
        return false;
    }
}
