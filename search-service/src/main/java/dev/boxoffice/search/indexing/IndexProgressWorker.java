package dev.boxoffice.search.indexing;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks every second how far the active reader has come.
@Component
class IndexProgressWorker extends Worker {

    private final IndexProgressService progress;

    IndexProgressWorker(IndexProgressService progress) {
        super("index-progress", Duration.ofSeconds(1));
        this.progress = progress;
    }

    @Override
    protected boolean runOnce() {
        progress.refresh();
        return false;
    }
}
