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

    public void publish(TicketChange change) {
        afterCommit(() -> publishNow(change));
    }

    /// A booking has changed, and none of its tickets.
    public void publishChanged(UUID booking) {
        afterCommit(() -> {
            changes.notifyChanged(booking);
            outbox.nudge();
        });
    }

    /// What is rolled back must never have been published.
    private static void afterCommit(Runnable publication) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    publication.run();
                }
            });
        } else {
            publication.run();
        }
    }

    /// Waiting callers first: they need not wait for Redis.
    private void publishNow(TicketChange change) {
        changes.notifyChanged(change.booking());
        mirror.apply(change);
        outbox.nudge();
    }
}
