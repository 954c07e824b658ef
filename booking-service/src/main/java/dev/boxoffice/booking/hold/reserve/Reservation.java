package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.hold.idempotency.IdempotencyClaim;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.platform.id.UserHash;
import org.jspecify.annotations.Nullable;

/// One call of reserve: who asks for what, with what in hand.
///
/// @param code as the buyer typed it
/// @param admissionToken `X-Admission-Token`, unread
/// @param idempotency null where the call came without an `Idempotency-Key`
record Reservation(
        SeatRequest seats,
        @Nullable String code,
        String subject,
        @Nullable String admissionToken,
        @Nullable IdempotencyClaim idempotency) {

    UserHash buyer() {
        return UserHash.of(subject);
    }
}
