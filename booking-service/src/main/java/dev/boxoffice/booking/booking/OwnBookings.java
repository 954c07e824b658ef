package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import org.springframework.stereotype.Component;

/// Finds a caller's own booking. Another's does not exist, as far as the caller can tell.
@Component
public class OwnBookings {

    private final BookingQueries bookings;

    OwnBookings(BookingQueries bookings) {
        this.bookings = bookings;
    }

    /// @throws ProblemException 404
    public Booking find(String bookingId, Caller caller) {
        return TimeOrderedId.parse(bookingId)
                .flatMap(bookings::find)
                .filter(booking -> booking.buyer().equals(caller.subject()))
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such booking.")
                        .toException());
    }
}
