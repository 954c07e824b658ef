package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingTransitionService;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.active.ActiveHoldService;
import dev.boxoffice.booking.payment.reconciliation.ReconciliationService;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.platform.id.UserHash;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// M7: undoes a booking wherever it stands. A payment in flight is cancelled at Stripe first, and only then are its
/// seats free; should it have been paid meanwhile, it is undone like any other that was paid.
@Service
class CancellationItemService {

    private final BookingRepository bookings;
    private final ReconciliationService payments;
    private final BookingTransitionService transitions;
    private final BookingUndoService undoing;
    private final ActiveHoldService holds;

    CancellationItemService(
            BookingRepository bookings,
            ReconciliationService payments,
            BookingTransitionService transitions,
            BookingUndoService undoing,
            ActiveHoldService holds) {
        this.bookings = bookings;
        this.payments = payments;
        this.transitions = transitions;
        this.undoing = undoing;
        this.holds = holds;
    }

    /// @return false while its payment can neither be cancelled nor has come in
    boolean cancel(CancellationItem item, Instant now) {
        var booking = bookings.find(item.event(), item.booking()).orElseThrow();
        if (booking.status().isInFlight() && payments.isEnded(booking, now)) {
            transitions.cancelUnpaid(booking, item.reason(), now);
            booking = bookings.find(item.event(), item.booking()).orElseThrow();
        }
        if (!booking.status().hasSeats()) {
            endHold(booking, now);
        }
        return undoing.undo(item, now);
    }

    /// Nobody wants the seats any more, also where a declined card gave them back to the hold just before.
    private void endHold(Booking booking, Instant now) {
        holds.end(new Hold(
                booking.event(),
                booking.holdKey(),
                UserHash.of(booking.buyer()),
                booking.ordinals(),
                PriceChoice.PLAIN,
                now,
                Duration.ZERO,
                true));
    }
}
