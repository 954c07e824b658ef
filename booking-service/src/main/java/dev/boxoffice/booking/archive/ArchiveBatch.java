package dev.boxoffice.booking.archive;

import java.util.UUID;

/// What one transaction has moved of an event.
///
/// @param moved how many bookings, or, after the last of them, entries of its waitlist
/// @param more whether to ask again
public record ArchiveBatch(UUID eventId, int moved, boolean more) {

    static ArchiveBatch of(UUID event, int moved) {
        return new ArchiveBatch(event, moved, moved > 0);
    }
}
