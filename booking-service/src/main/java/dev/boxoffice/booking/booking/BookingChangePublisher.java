package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.seats.SeatMirrorStore;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.booking.booking.code.CodeUseService;
import dev.boxoffice.platform.id.UserHash;
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
    private final CodeUseService codes;

    BookingChangePublisher(
            SeatMirrorStore mirror, BookingChangeListener changes, OutboxRepository outbox, CodeUseService codes) {
        this.mirror = mirror;
        this.changes = changes;
        this.outbox = outbox;
        this.codes = codes;
    }

    /// Not before the change is committed: what is rolled back must never have been published.
    public void publish(TicketChange change) {
        afterCommit(() -> publishNow(change));
    }

    /// The uses of the code that a booking was had with have changed.
    public void publishCodeUse(Booking booking) {
        var code = booking.price().code();
        if (code != null) {
            afterCommit(() -> codes.mirror(booking.event(), code, UserHash.of(booking.buyer())));
        }
    }

    private static void afterCommit(Runnable work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    work.run();
                }
            });
        } else {
            work.run();
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
