package dev.boxoffice.booking.payment;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works through what is due in Postgres, a batch at a time and all of a batch side by side: one item that waits for
/// Stripe keeps no other.
///
/// @param <T> what is due
public abstract class BatchWorker<T> extends Worker {

    private static final Logger log = LoggerFactory.getLogger(BatchWorker.class);

    private final String itemThread;

    protected BatchWorker(String name, Duration pause) {
        super(name, pause);
        this.itemThread = name + "-item";
    }

    /// Takes what is due, so that no other instance does it meanwhile.
    protected abstract List<T> takeDue();

    protected abstract void handle(T item);

    @Override
    protected final boolean runOnce() throws InterruptedException {
        var due = takeDue();
        var open = new CountDownLatch(due.size());
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        for (var item : due) {
            Thread.ofVirtual().name(itemThread).start(() -> {
                try {
                    handle(item);
                } catch (RuntimeException failed) {
                    log.warn("{} failed and will be tried again", itemThread, failed); // an item may hold secrets
                    failures.add(failed);
                } finally {
                    open.countDown();
                }
            });
        }
        open.await();
        if (!failures.isEmpty()) {
            throw failures.element();
        }
        return !due.isEmpty();
    }
}
