package dev.boxoffice.booking.organizer.withheld;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `PUT` and `DELETE /events/{eventId}/withheld`.
///
/// @param kind needed to keep seats back; where it is given to put them on sale, seats of another kind are refused
/// @param reason for the organizer's own people
record WithheldRequest(
        @Nullable List<@Nullable String> ticketIds,
        @Nullable WithheldKind kind,
        @Nullable String reason) {

    /// Larger halls are withheld a part at a time.
    static final int MAX_TICKETS = 2_000;

    private static final int MAX_REASON_LENGTH = 500;

    void validate() {
        FieldErrors.collect()
                .rejectIf(
                        reason != null && reason.length() > MAX_REASON_LENGTH,
                        "reason",
                        "must have at most " + MAX_REASON_LENGTH + " characters")
                .throwIfAny();
    }

    WithheldKind neededKind() {
        if (kind == null) {
            throw FieldErrors.single("kind", "must be HOUSE or KILL");
        }
        return kind;
    }
}
