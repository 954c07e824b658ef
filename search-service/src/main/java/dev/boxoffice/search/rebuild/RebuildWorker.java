package dev.boxoffice.search.rebuild;

import dev.boxoffice.search.indexing.OutageRetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off requested rebuilds, one at a time, while its process is the active reader.
public final class RebuildWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);

    private final RebuildService.Workshop workshop;
    private final ChangeCatchUp catchUp;
    private final OutageRetry patience;
    private @Nullable Thread work;

    RebuildWorker(RebuildService.Workshop workshop, ChangeCatchUp catchUp, OutageRetry patience) {
        this.workshop = workshop;
        this.catchUp = catchUp;
        this.patience = patience;
    }

    public boolean isBusy() {
        return work != null && work.isAlive();
    }

    /// Begins the open rebuild, if there is one and none is under way. One that a dead reader left half done starts
    /// anew.
    public void workOffRequests() {
        if (!isBusy()) {
            workshop.log()
                    .open()
                    .ifPresent(request ->
                            work = Thread.ofVirtual().name("search-rebuild").start(() -> run(request)));
        }
    }

    private void run(RebuildProgress request) {
        try {
            new RebuildService(request, workshop, catchUp, patience).run();
        } catch (InterruptedException stopped) {
            log.info("The rebuild stops here; the next reader starts it anew");
        } catch (RuntimeException broken) {
            log.error("The rebuild failed", broken);
            fail(request, broken);
        }
    }

    private void fail(RebuildProgress request, RuntimeException broken) {
        try {
            workshop.log().finish(request.id(), RebuildState.FAILED, String.valueOf(broken.getMessage()));
        } catch (RuntimeException unreachable) {
            log.warn("The failure could not be recorded: {}", unreachable.toString());
        }
    }

    @Override
    public void close() {
        patience.stop();
        var running = work;
        if (running != null) {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
