package dev.boxoffice.search.capture;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.search.capture.stream.CaptureProperties;
import dev.boxoffice.search.index.IndexUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Waits to become the active reader and then is it: keeps a change stream running, and starts it over from the stored
/// position whenever it breaks.
@Component
class ChangeCaptureWorker extends Worker implements ApplicationListener<ContextClosedEvent> {

    private static final Logger log = LoggerFactory.getLogger(ChangeCaptureWorker.class);

    private final ReaderLockRepository lock;
    private final ReplicationSlotService slots;
    private final ReaderSessionFactory sessions;
    private final ReaderUpkeepService upkeep;
    private boolean stopped;
    private @Nullable ReaderSession session;
    private int undecodableInARow;

    ChangeCaptureWorker(
            ReaderLockRepository lock,
            ReplicationSlotService slots,
            ReaderSessionFactory sessions,
            ReaderUpkeepService upkeep,
            CaptureProperties limits) {
        super("change-capture", limits.election());
        this.lock = lock;
        this.slots = slots;
        this.sessions = sessions;
        this.upkeep = upkeep;
        this.stopped = !limits.enabled();
    }

    @Override
    protected synchronized boolean runOnce() {
        if (stopped) {
            return false;
        }
        var current = session;
        if (current != null && !lock.isHeld()) {
            log.info("This instance is no longer the reader of changes");
            close(current);
            lock.close(); // whoever is next must not wait for a connection that only looks alive
        } else if (current == null) {
            begin();
        } else if (current.stream().isRunning()) {
            lookAfter();
        } else {
            startOver(current);
        }
        return false;
    }

    private void begin() {
        if (!lock.isOwned()) {
            if (!lock.tryAcquire()) {
                return;
            }
            log.info("This instance is now the reader of changes");
        }
        if (slots.prepare()) {
            open();
        }
    }

    /// A rebuild that a former reader left half done goes on, or is known to be lost, only once the index answers.
    private void open() {
        try {
            session = sessions.open();
        } catch (IndexUnavailableException outage) {
            log.info("The reader waits for the index: {}", outage.getMessage());
        }
    }

    private void lookAfter() {
        try {
            upkeep.run();
        } catch (IndexUnavailableException | DataAccessException outage) {
            // The stream and the rebuild wait it out themselves; nothing here is urgent.
            log.debug("Not now: {}", outage.toString());
        }
    }

    private void startOver(ReaderSession ended) {
        close(ended);
        if (ended.stream().failure() != null) {
            log.warn(
                    "The change stream ended and is started again: {}",
                    ended.stream().failure());
        }
        var undecodable = ended.stream().undecodable();
        undecodableInARow = undecodable == null ? 0 : undecodableInARow + 1;
        // Once may be an accident of the moment. Twice in a row, it would stand in everybody's way for good.
        if (undecodable != null && undecodableInARow > 1) {
            slots.skip(undecodable);
            undecodableInARow = 0;
        }
        begin();
    }

    private void close(ReaderSession ended) {
        session = null;
        ended.close();
    }

    @Override
    public synchronized void onApplicationEvent(ContextClosedEvent closing) {
        stopped = true;
        if (session != null) {
            close(session);
        }
        lock.close();
    }
}
