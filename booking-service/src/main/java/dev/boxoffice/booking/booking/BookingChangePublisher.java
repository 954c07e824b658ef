package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.seats.SeatMirrorStore;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.platform.outbox.OutboxRepository;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Publishes what a committed statement has changed: to those who wait for it, to Redis, to readers of the outbox.
@Component
public class BookingChangePublisher {

    private final SeatMirrorStore mirror;
    private final BookingChangeListener changes;
    private final OutboxRepository outbox;

    BookingChangePublisher(SeatMirrorStore mirror, BookingChangeListener changes, OutboxRepository outbox) {
        this.mirror = mirror;
        this.changes = changes;
        this.outbox = outbox;
    }

    /// Not before the change is committed: what is rolled back must never have been published.
    public void publish(TicketChange change) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    publishNow(change);
                }
            });
        } else {
            publishNow(change);
        }
    }

    /// Waiting callers first: they need not wait for Redis.
    private void publishNow(TicketChange change) {
        changes.notifyChanged(change.booking());
        mirror.apply(change);
        outbox.nudge();
    }

    /// The money of a cancelled booking is back.
    public void publishRefunded(UUID booking) {
        changes.notifyChanged(booking);
        outbox.nudge();
    }
}
