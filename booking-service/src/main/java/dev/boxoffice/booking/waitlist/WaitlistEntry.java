package dev.boxoffice.booking.waitlist;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who waits for seats, with how many others.
///
/// @param sections where; empty is anywhere
/// @param priceTypes as many as seats; empty: the usual ones
/// @param position from 1, among those who wait; 0 for anybody else
/// @param booking what became of the offer
record WaitlistEntry(
        UUID event,
        UUID id,
        String subject,
        int quantity,
        List<String> sections,
        List<String> priceTypes,
        State state,
        long position,
        @Nullable String holdId,
        List<Integer> ordinals,
        @Nullable Instant expiresAt,
        @Nullable UUID booking) {

    enum State {
        WAITING,
        OFFERED,
        BOOKED,
        LAPSED
    }

    boolean isOpen() {
        return state == State.WAITING || state == State.OFFERED;
    }

    /// The same as the other.
    boolean wants(WaitlistEntry other) {
        return quantity == other.quantity && sections.equals(other.sections) && priceTypes.equals(other.priceTypes);
    }
}
