package dev.boxoffice.support.cases.stream;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Sends agents what has changed at the desk; what a stream says is at most this old.
@Component
class DeskStreamWorker extends Worker {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final DeskStreamService streams;

    DeskStreamWorker(DeskStreamService streams) {
        super("desk-stream", POLL);
        this.streams = streams;
    }

    @Override
    protected boolean runOnce() {
        streams.sendChanges();
        return false;
    }
}
