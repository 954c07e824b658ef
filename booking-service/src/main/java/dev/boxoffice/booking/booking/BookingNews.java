package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.seats.SeatChange;
import dev.boxoffice.booking.seats.SeatMirror;
import dev.boxoffice.platform.outbox.OutboxRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells everyone who waits for it what a committed statement has changed.
@Component
class BookingNews {

    private final SeatMirror mirror;
    private final BookingSignals signals;
    private final OutboxRepository outbox;

    BookingNews(SeatMirror mirror, BookingSignals signals, OutboxRepository outbox) {
        this.mirror = mirror;
        this.signals = signals;
        this.outbox = outbox;
    }

    /// Not before the change is committed: what is rolled back must never have been told.
    void tell(SeatChange change) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    tellNow(change);
                }
            });
        } else {
            tellNow(change);
        }
    }

    /// Waiting callers first: they need not wait for Redis.
    private void tellNow(SeatChange change) {
        signals.wake(change.booking());
        mirror.apply(change);
        outbox.nudge();
    }
}
