package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.seats.TicketVersions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A booking that a statement has moved, and its tickets with it.
///
/// @param spentAdmission the waiting room's admission that it used up
/// @param ordinals all of the booking's tickets
/// @param outboxRow in `booking.mirror_outbox`
/// @param moved the tickets that were moved: all of them, unless something is wrong
record BookingTransition(
        String buyer, @Nullable String spentAdmission, List<Integer> ordinals, UUID outboxRow, TicketVersions moved) {

    boolean isComplete() {
        return moved.ordinals().size() == ordinals.size();
    }
}
