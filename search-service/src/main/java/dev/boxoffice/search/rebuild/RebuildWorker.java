package dev.boxoffice.search.rebuild;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.search.indexing.OutageRetry;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Does requested rebuilds, one at a time, while its process is the active reader of changes.
@Component
public class RebuildWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);

    private final RebuildRepository repository;
    private final RebuildService rebuilds;
    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable Session session;
    private @Nullable Thread runner;

    private record Session(ChangeCatchUp catchUp, OutageRetry retry) {}

    RebuildWorker(RebuildRepository repository, RebuildService rebuilds) {
        super("index-rebuild", Duration.ofSeconds(1));
        this.repository = repository;
        this.rebuilds = rebuilds;
    }

    /// Before the stream of a new session begins.
    public void prepareSession() {
        rebuilds.mirrorUnfinished();
    }

    /// From now on this process is the active reader.
    ///
    /// @param retry is stopped before the session ends
    public void beginSession(ChangeCatchUp catchUp, OutageRetry retry) {
        session = new Session(catchUp, retry);
        wake();
    }

    /// Returns when no rebuild is under way any more; the next reader goes on with the one that was. The stream
    /// has ended by now: a batch in hand must still reach both indices.
    public void endSession() {
        session = null;
        interruptRunner();
        running.lock();
        try {
            rebuilds.stopMirroring();
        } finally {
            running.unlock();
        }
    }

    public boolean isBusy() {
        return running.isLocked();
    }

    /// One that a dead reader left half done goes on where it was.
    @Override
    protected boolean runOnce() {
        running.lock();
        try {
            var current = session;
            if (current != null) {
                repository.open().ifPresent(request -> run(request, current));
            }
            return false;
        } finally {
            running.unlock();
        }
    }

    private void run(RebuildProgress request, Session current) {
        beginRun();
        try {
            rebuilds.run(request, current.catchUp(), current.retry());
        } catch (InterruptedException stopped) {
            log.info("The rebuild stops here; the next reader goes on");
        } catch (RuntimeException broken) {
            // An interrupt comes out of a client in many disguises.
            if (session != null) {
                log.error("The rebuild failed", broken);
                rebuilds.stopMirroring();
                fail(request, broken);
            } else {
                log.info("The rebuild stops in the middle of a step; the next reader goes on");
            }
        } finally {
            endRun();
        }
    }

    private void fail(RebuildProgress request, RuntimeException broken) {
        try {
            repository.finish(request.id(), RebuildState.FAILED, String.valueOf(broken.getMessage()));
        } catch (RuntimeException unreachable) {
            log.warn("The failure could not be recorded: {}", unreachable.toString());
        }
    }

    private synchronized void beginRun() {
        runner = Thread.currentThread();
    }

    /// An interrupt that came too late was meant for this run, not for the next.
    private synchronized void endRun() {
        runner = null;
        var _ = Thread.interrupted();
    }

    private synchronized void interruptRunner() {
        if (runner != null) {
            runner.interrupt();
        }
    }
}
