package dev.boxoffice.booking.archive;

import java.time.Instant;
import java.util.UUID;

/// An event that is over.
///
/// @param at when it ended
record EndedEvent(UUID event, Instant at) {

    private static final UUID FIRST_ID = new UUID(0, 0);

    /// Before all that ended then or later.
    static EndedEvent before(Instant then) {
        return new EndedEvent(FIRST_ID, then);
    }
}
