package dev.boxoffice.event.live.seat;

import java.util.List;

/// What Redis tells of an event's seats since a version.
public sealed interface SeatChanges {

    /// @param version the version reached by them
    /// @param complete false when there is more to read at once
    /// @param expiryLagMillis since the first of the holds ran out that this call announced; -1 for none
    record Changed(List<SeatStatusChange> changes, long version, boolean complete, long expiryLagMillis)
            implements SeatChanges {}

    /// Redis no longer knows that version, or never did: only a new snapshot helps.
    record Gap() implements SeatChanges {}

    /// Redis is out.
    record Unavailable() implements SeatChanges {}
}
