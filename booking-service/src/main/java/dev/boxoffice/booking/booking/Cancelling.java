package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.catalogue.SaleCatalogue;
import java.time.Clock;
import org.springframework.stereotype.Service;

/// A buyer gives tickets back: until the event starts, and while nobody has gone in with one.
@Service
class Cancelling {

    sealed interface Result {
        record Cancelled(Booking booking) implements Result {}

        record NotConfirmed(BookingStatus status) implements Result {}

        record TooLate(String why) implements Result {}
    }

    private final BookingQueries bookings;
    private final BookingTransitions transitions;
    private final SaleCatalogue catalogue;
    private final Clock clock;

    Cancelling(BookingQueries bookings, BookingTransitions transitions, SaleCatalogue catalogue, Clock clock) {
        this.bookings = bookings;
        this.transitions = transitions;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    Result cancel(Booking booking) {
        var now = clock.instant();
        if (booking.status() == BookingStatus.CANCELLED || booking.status() == BookingStatus.REFUNDED) {
            return new Result.Cancelled(booking); // asked again
        }
        if (booking.status() != BookingStatus.CONFIRMED) {
            return new Result.NotConfirmed(booking.status());
        }
        if (catalogue.find(booking.event()).orElseThrow().hasStarted(now)) {
            return new Result.TooLate("The event has started.");
        }
        if (bookings.isAnyoneInside(booking.event(), booking.id())) {
            return new Result.TooLate("A ticket of this booking has been used.");
        }
        transitions.cancel(booking, CancelReason.CUSTOMER, now);
        var after = bookings.find(booking.event(), booking.id()).orElseThrow();
        return after.status() == BookingStatus.CONFIRMED
                ? new Result.TooLate("A ticket of this booking has just been used.")
                : new Result.Cancelled(after);
    }
}
