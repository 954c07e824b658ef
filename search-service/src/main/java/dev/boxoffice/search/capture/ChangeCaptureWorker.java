package dev.boxoffice.search.capture;

import dev.boxoffice.search.index.IndexUnavailableException;
import dev.boxoffice.search.indexing.OutageRetry;
import dev.boxoffice.search.rebuild.RebuildWorker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/// Waits to become the active reader and then is it: reads changes, works off rebuilds, and starts over from the stored
/// position whenever something breaks.
final class ChangeCaptureWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ChangeCaptureWorker.class);

    private final CaptureProperties limits;
    private final ReaderParts parts;
    private final OutageRetry lifetime;
    private final AtomicBoolean active = new AtomicBoolean();
    private @Nullable Thread thread;
    private int stumbles;

    ChangeCaptureWorker(CaptureProperties limits, ReaderParts parts) {
        this.limits = limits;
        this.parts = parts;
        this.lifetime = new OutageRetry(limits.firstRetry(), limits.longestRetry());
    }

    boolean isActive() {
        return active.get();
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("search-reader").daemon().start(this::run);
    }

    private void run() {
        try (var lock = new ReaderLockRepository(parts.database(), limits.slot())) {
            while (!lifetime.rest(limits.election())) {
                if (lock.tryAcquire()) {
                    read(lock);
                }
            }
        } catch (InterruptedException stopped) {
            log.debug("The reader stops");
        }
    }

    private void read(ReaderLockRepository lock) throws InterruptedException {
        active.set(true);
        log.info("This instance is now the reader of changes");
        try {
            while (lock.isHeld() && !lifetime.rest(limits.firstRetry())) {
                readOnce(lock);
            }
        } finally {
            active.set(false);
            lock.close(); // whoever is next must not wait for a connection that only looks alive
            log.info("This instance is no longer the reader of changes");
        }
    }

    /// One life of the engine.
    private void readOnce(ReaderLockRepository lock) throws InterruptedException {
        try {
            if (!parts.catalogue().isPublished(limits.publication())) {
                log.info("Waiting for event-service to publish its tables as {}", limits.publication());
                lifetime.rest(limits.longestRetry());
                return;
            }
            parts.prepareSlot();
        } catch (DataAccessException unreachable) {
            log.warn("Changes cannot be read yet: {}", unreachable.toString());
            lifetime.rest(limits.longestRetry());
            return;
        }
        var patience = new OutageRetry(limits.firstRetry(), limits.longestRetry());
        String undecodable;
        var handler = new ChangeBatchListener(parts.work(), parts.progress(), new ChangeBatchListener.Pace(limits), patience);
        try (var rebuilds = parts.workers().hire(parts.progress().catchUp(patience), patience);
                var stream = ChangeStream.start(limits, parts.database(), handler);
                patience) { // closed first: the stream waits for the batch in hand, and that for an outage to end
            oversee(lock, stream, rebuilds);
            if (stream.failure() != null) {
                log.warn("The change stream ended and is started again: {}", stream.failure());
            }
            undecodable = stream.undecodable();
        }
        stumbles = undecodable == null ? 0 : stumbles + 1;
        if (undecodable != null && stumbles > 1) {
            passOver(undecodable);
        }
    }

    /// Once may be an accident of the moment. Twice in a row, it would stand in everybody's way for good.
    private void passOver(String undecodable) {
        try {
            parts.passOver(undecodable);
            stumbles = 0;
        } catch (DataAccessException unreachable) {
            log.warn("A change cannot be passed over yet: {}", unreachable.toString());
        }
    }

    private void oversee(ReaderLockRepository lock, ChangeStream stream, RebuildWorker rebuilds) throws InterruptedException {
        while (!lifetime.rest(limits.election()) && lock.isHeld() && stream.isRunning()) {
            try {
                parts.overseeOnce(rebuilds);
            } catch (IndexUnavailableException | DataAccessException outage) {
                // The handler and the rebuild wait it out themselves; nothing here is urgent.
                log.debug("Not now: {}", outage.toString());
            }
        }
    }

    @Override
    public void stop() {
        lifetime.stop();
        var running = thread;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null && thread.isAlive();
    }

    @Override
    public boolean isAutoStartup() {
        return limits.enabled();
    }
}
