package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Publishes outbox messages to the Redis stream, at least once and about in order; several instances share the work.
final class OutboxWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration UPKEEP_PERIOD = Duration.ofSeconds(10);

    private final OutboxRepository outbox;
    private final OutboxStreamStore stream;
    private final TransactionTemplate transactions;
    private final OutboxProperties properties;
    private final Clock clock;
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
        this.lastUpkeep = clock.instant();
    }

    @Override
    protected boolean runOnce() {
        if (!properties.enabled()) {
            return false;
        }
        try {
            keepUp();
            return publishBatch() == properties.batch();
        } catch (DataAccessException | TransactionException unavailable) {
            log.debug("The outbox waits for its stores: {}", unavailable.getMessage());
            return false;
        }
    }

    private void keepUp() {
        var now = clock.instant();
        if (lastUpkeep.plus(UPKEEP_PERIOD).isBefore(now)) {
            lastUpkeep = now;
            outbox.deletePublishedBefore(now.minus(properties.keep()));
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

    private int publishBatch() {
        var count = transactions.execute(_ -> {
            var batch = outbox.lockUnpublished(properties.batch());
            if (!batch.isEmpty()) {
                stream.append(batch);
                outbox.markPublished(batch);
            }
            return batch.size();
        });
        return count == null ? 0 : count;
    }
}
