package dev.boxoffice.booking.organizer.move;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /bookings/{bookingId}/seats`.
///
/// @param from tickets of the booking
/// @param to as many of its event, each for the one at its place in `from`
record SeatMoveRequest(
        @Nullable List<@Nullable String> from, @Nullable List<@Nullable String> to) {

    static final int MAX_TICKETS = 200;

    void validate() {
        var isOdd = from != null && to != null && from.size() != to.size();
        FieldErrors.collect()
                .rejectIf(
                        from != null && from.size() > MAX_TICKETS, "from", "names at most " + MAX_TICKETS + " tickets")
                .rejectIf(to != null && to.size() > MAX_TICKETS, "to", "names at most " + MAX_TICKETS + " tickets")
                .rejectIf(isOdd, "to", "must name as many tickets as from")
                .throwIfAny();
    }
}
