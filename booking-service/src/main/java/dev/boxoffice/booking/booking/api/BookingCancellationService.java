package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.BookingTransitionService;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import java.time.Clock;
import org.springframework.stereotype.Service;

/// A buyer gives tickets back: until the event starts, and while nobody has gone in with one.
@Service
class BookingCancellationService {

    private final BookingRepository bookings;
    private final BookingTransitionService transitions;
    private final SaleCatalogueService catalogue;
    private final Clock clock;

    BookingCancellationService(
            BookingRepository bookings,
            BookingTransitionService transitions,
            SaleCatalogueService catalogue,
            Clock clock) {
        this.bookings = bookings;
        this.transitions = transitions;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    BookingCancellationResult cancel(Booking booking) {
        var now = clock.instant();
        if (booking.status() == BookingStatus.CANCELLED || booking.status() == BookingStatus.REFUNDED) {
            return new BookingCancellationResult.Cancelled(booking); // asked again
        }
        if (booking.status() != BookingStatus.CONFIRMED) {
            return new BookingCancellationResult.NotConfirmed(booking.status());
        }
        if (catalogue.find(booking.event()).orElseThrow().hasStarted(now)) {
            return new BookingCancellationResult.TooLate("The event has started.");
        }
        if (bookings.isCheckedIn(booking.event(), booking.id())) {
            return new BookingCancellationResult.TooLate("A ticket of this booking has been used.");
        }
        transitions.cancel(booking, CancelReason.CUSTOMER, now);
        var after = bookings.find(booking.event(), booking.id()).orElseThrow();
        return after.status() == BookingStatus.CONFIRMED
                ? new BookingCancellationResult.TooLate("A ticket of this booking has just been used.")
                : new BookingCancellationResult.Cancelled(after);
    }
}
