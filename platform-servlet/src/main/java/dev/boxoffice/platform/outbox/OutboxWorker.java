package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells outbox messages to the Redis stream, at least once and about in order. Whoever has committed a message
/// hands it over in memory; what a crash or an outage leaves untold, any instance finds in the table.
final class OutboxWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration UPKEEP_PERIOD = Duration.ofSeconds(10);

    /// Beyond it a message is left to the look at the table.
    private static final int MOST_HANDED_OVER = 20_000;

    private final OutboxRepository outbox;
    private final OutboxStreamStore stream;
    private final TransactionTemplate transactions;
    private final OutboxProperties properties;
    private final Clock clock;
    private final LinkedBlockingQueue<OutboxMessage> handedOver = new LinkedBlockingQueue<>(MOST_HANDED_OVER);
    private Instant lastLook;
    private Instant lastUpkeep;

    OutboxWorker(
            OutboxRepository outbox,
            OutboxStreamStore stream,
            TransactionTemplate transactions,
            OutboxProperties properties,
            Clock clock) {
        super("outbox", properties.poll());
        this.outbox = outbox;
        this.stream = stream;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
        this.lastLook = Instant.MIN;
        this.lastUpkeep = clock.instant();
    }

    /// A committed message, to be told at once.
    void handOver(OutboxMessage message) {
        if (properties.enabled() && handedOver.offer(message)) {
            wake();
        }
    }

    @Override
    protected boolean runOnce() {
        if (!properties.enabled()) {
            return false;
        }
        try {
            tellHandedOver();
            var now = clock.instant();
            if (now.isBefore(lastLook.plus(properties.poll()))) {
                return false;
            }
            lastLook = now;
            keepUp(now);
            return tellOverdue(now) == properties.batch();
        } catch (DataAccessException | TransactionException unavailable) {
            log.info("The outbox waits for its stores: {}", unavailable.getMessage());
            return false;
        }
    }

    private void tellHandedOver() {
        if (handedOver.isEmpty()) {
            return;
        }
        LockSupport.parkNanos(properties.gather().toNanos());
        var batch = new ArrayList<OutboxMessage>();
        while (handedOver.drainTo(batch, properties.batch()) > 0) {
            tell(batch); // what fails is still in the table
            batch.clear();
        }
    }

    private void keepUp(Instant now) {
        if (properties.keep().isPositive() && lastUpkeep.plus(UPKEEP_PERIOD).isBefore(now)) {
            lastUpkeep = now;
            outbox.deletePublishedBefore(properties.keep());
            publishAgainIfLost();
        }
    }

    /// A Redis that came back empty has forgotten what nobody may have read yet; readers know what they have seen.
    private void publishAgainIfLost() {
        if (!stream.exists()) {
            var again = outbox.markAllUnpublished();
            if (again > 0) {
                log.warn("The stream of the outbox is gone; publishing {} messages again", again);
            }
        }
    }

    private int tellOverdue(Instant now) {
        var count = transactions.execute(_ -> {
            var batch = outbox.lockUnpublished(now.minus(properties.overdue()), properties.batch());
            if (!batch.isEmpty()) {
                tell(batch);
            }
            return batch.size();
        });
        return count == null ? 0 : count;
    }

    private void tell(List<OutboxMessage> batch) {
        stream.append(batch);
        if (properties.keep().isPositive()) {
            outbox.markPublished(batch);
        } else {
            outbox.delete(batch);
        }
    }
}
