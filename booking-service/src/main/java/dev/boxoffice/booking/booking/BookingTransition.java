package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.seats.TicketState.Status;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.outbox.OutboxMessage;
import org.jspecify.annotations.Nullable;

/// A booking that a statement has moved, and its tickets with it.
///
/// @param booking as it is now
/// @param spentAdmission the waiting room's admission that it used up
/// @param message its row in `booking.outbox`: for the mirror first, then for the readers of the stream
/// @param moved the tickets that were moved: all of them, unless something is wrong
/// @param seats what they are now; given back, they may be kept for a waitlist
record BookingTransition(
        Booking booking, @Nullable String spentAdmission, OutboxMessage message, TicketVersions moved, Status seats) {

    boolean isComplete() {
        return moved.ordinals().size() == booking.ordinals().size();
    }
}
