package dev.boxoffice.search.indexing;

import dev.boxoffice.search.index.IndexUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Repeats a step through an outage of Postgres or Elasticsearch, more and more slowly, until it works or is told to
/// stop.
public final class OutageRetry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutageRetry.class);

    private final Duration first;
    private final Duration longest;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public OutageRetry(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /// @throws InterruptedException when stopped before the step worked; then it has no effect that counts
    public void untilDone(String what, Runnable step) throws InterruptedException {
        var pause = first;
        while (true) {
            if (stopped.getCount() == 0) {
                throw new InterruptedException(what + " was stopped");
            }
            try {
                step.run();
                return;
            } catch (IndexUnavailableException | DataAccessException | TransactionException outage) {
                log.warn("{} has to wait {} ms: {}", what, pause.toMillis(), rootOf(outage));
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
        }
    }

    private static String rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return failure.getMessage() + (root == failure ? "" : " (" + root + ")");
    }

    /// Waits so long, or less when stopped meanwhile.
    ///
    /// @return whether it was stopped
    public boolean pause(Duration pause) throws InterruptedException {
        return stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    public void stop() {
        stopped.countDown();
    }

    @Override
    public void close() {
        stop();
    }
}
