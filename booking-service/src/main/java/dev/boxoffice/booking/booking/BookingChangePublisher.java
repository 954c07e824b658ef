package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.seats.SeatMirrorStore;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.platform.outbox.OutboxRepository;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells everyone who waits for it what a committed statement has changed.
@Component
public class BookingChangePublisher {

    private final SeatMirrorStore mirror;
    private final BookingChangeListener waiting;
    private final OutboxRepository outbox;

    BookingChangePublisher(SeatMirrorStore mirror, BookingChangeListener waiting, OutboxRepository outbox) {
        this.mirror = mirror;
        this.waiting = waiting;
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
        waiting.notifyChanged(change.booking());
        mirror.apply(change);
        outbox.nudge();
    }

    /// The money of a cancelled booking is back.
    public void publishRefunded(UUID booking) {
        waiting.notifyChanged(booking);
        outbox.nudge();
    }
}
