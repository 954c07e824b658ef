package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.booking.code.CodeUseService;
import dev.boxoffice.booking.seats.SeatMirrorStore;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.booking.seats.TicketState;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.outbox.OutboxMessage;
import dev.boxoffice.platform.outbox.OutboxRepository;
import java.util.List;
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

    /// A claim needs no telling: its seats are held in Redis, and if the payment takes long, the mirror's repair
    /// writes them.
    public void publishClaimed(Booking booking) {
        changes.remember(booking);
        mirror.noteChange(booking.event());
    }

    void publish(BookingTransition made, List<TicketState> tickets) {
        afterCommit(() -> publishNow(made, tickets));
    }

    /// A booking has changed, and none of its tickets.
    public void publishChanged(UUID booking) {
        afterCommit(() -> changes.notifyChanged(booking));
    }

    /// Tickets of a booking have been given back.
    ///
    /// @param message its row in `booking.outbox`
    public void publishReturned(TicketChange change, OutboxMessage message) {
        publishTickets(change, message);
    }

    /// Tickets have come to a booking or gone from it, as this message tells.
    public void publishTickets(TicketChange change, OutboxMessage message) {
        afterCommit(() -> {
            changes.notifyChanged(change.booking());
            if (mirror.apply(change)) {
                outbox.handOver(message);
            }
        });
    }

    /// Seats were kept from the sale, or put on sale again. The change's outbox row says it once more to Redis,
    /// should this be lost.
    public void publishWithheld(TicketChange change) {
        afterCommit(() -> mirror.apply(change));
    }

    /// The uses of the code that a booking was had with have changed.
    public void publishCodeUse(Booking booking) {
        var code = booking.price().code();
        if (code != null) {
            afterCommit(() -> codes.mirror(booking.event(), code, UserHash.of(booking.buyer())));
        }
    }

    /// What is rolled back must never have been published.
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

    /// Waiting callers first: they need not wait for Redis. Then Redis, then the readers of the stream: what
    /// Redis has not taken stays in the outbox until it has.
    private void publishNow(BookingTransition made, List<TicketState> tickets) {
        var booking = made.booking();
        changes.notifyChanged(booking);
        if (mirror.apply(new TicketChange(booking.event(), booking.id(), tickets, made.spentAdmission()))) {
            outbox.handOver(made.message());
        }
    }
}
