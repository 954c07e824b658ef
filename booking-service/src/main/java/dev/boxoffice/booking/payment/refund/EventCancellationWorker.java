package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingTransitionService;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.payment.BatchWorker;
import dev.boxoffice.booking.payment.PaymentProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/// Cancels the bookings of cancelled events, a batch at a time. It looks at what is, not at messages, so a
/// payment that was under way when the event was cancelled is found too, as soon as it is confirmed.
@Component
class EventCancellationWorker extends BatchWorker<Booking> {

    private final BookingRepository bookings;
    private final BookingTransitionService transitions;
    private final PaymentProperties properties;
    private final Clock clock;

    EventCancellationWorker(
            BookingRepository bookings,
            BookingTransitionService transitions,
            PaymentProperties properties,
            Clock clock) {
        super("event-cancellations", properties.checkPoll());
        this.bookings = bookings;
        this.transitions = transitions;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected List<Booking> takeDue() {
        var due = bookings.findConfirmedOfCancelledEvents(properties.checkBatch());
        if (due.isEmpty()) {
            var now = clock.instant();
            bookings.recordCompletedCancellations(now.minus(properties.deadline()), now);
        }
        return due;
    }

    /// Two instances may find the same one: its state lets one of them act.
    @Override
    protected void handle(Booking booking) {
        transitions.cancel(booking, CancelReason.EVENT_CANCELLED, clock.instant());
    }
}
