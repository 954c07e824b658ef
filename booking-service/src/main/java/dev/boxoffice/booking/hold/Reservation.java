package dev.boxoffice.booking.hold;

import dev.boxoffice.platform.id.UserHash;
import org.jspecify.annotations.Nullable;

/// One call of reserve: who asks for what, with what in hand.
///
/// @param admissionToken `X-Admission-Token`, unread
/// @param repeat null where the call came without an `Idempotency-Key`
record Reservation(
        SeatWish wish,
        String subject,
        @Nullable String admissionToken,
        @Nullable Repeatable repeat) {

    /// @param key hash of caller and key
    /// @param requestHash hash of the request, to notice a key used for something else
    record Repeatable(String key, String requestHash) {}

    UserHash buyer() {
        return UserHash.of(subject);
    }
}
