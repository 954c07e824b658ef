package dev.boxoffice.booking.checkin.guestlist;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one part of a guest list says, and is signed for.
///
/// @param type `guest-list`, so that it is taken for nothing else that the same key signs
/// @param since of a delta: it changes an earlier list; absent where the list is whole
/// @param part from 1
/// @param parts how many there are, so that none can be kept back unseen
/// @param revoked tickets that let nobody in any more
record GuestListPart(
        @JsonProperty("typ") String type,
        UUID eventId,
        Instant issuedAt,
        @Nullable Instant since,
        int part,
        int parts,
        List<GuestListEntry> tickets,
        List<String> revoked) {

    /// Of a list of which nothing is written yet.
    static GuestListPart head(UUID eventId, Instant issuedAt, @Nullable Instant since, int parts) {
        return new GuestListPart("guest-list", eventId, issuedAt, since, 0, parts, List.of(), List.of());
    }

    GuestListPart next(List<GuestListEntry> nextTickets, List<String> nextRevoked) {
        return new GuestListPart(type, eventId, issuedAt, since, part + 1, parts, nextTickets, nextRevoked);
    }
}
