package dev.boxoffice.booking.organizer.move;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import java.util.List;

/// How moving a buyer can end.
sealed interface SeatMoveResult {

    record Moved(Booking booking) implements SeatMoveResult {}

    /// Seats to go to that are held or somebody's, or seats to leave that are no longer the booking's, or that
    /// somebody has gone in with; nothing was changed.
    record Taken(List<Integer> ordinals) implements SeatMoveResult {}

    record NotConfirmed(BookingStatus status) implements SeatMoveResult {}

    /// Somebody else has changed the booking meanwhile.
    record Changed() implements SeatMoveResult {}

    record RedisOut() implements SeatMoveResult {}
}
