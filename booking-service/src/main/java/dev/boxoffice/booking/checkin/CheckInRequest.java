package dev.boxoffice.booking.checkin;

import dev.boxoffice.platform.problem.FieldErrors;
import org.jspecify.annotations.Nullable;

/// The body of `POST /check-ins`.
///
/// @param nonce the scan's own id: the same scan sent again gets the same answer
record CheckInRequest(
        @Nullable String code,
        @Nullable String gate,
        @Nullable String nonce) {

    private static final int MAX_LENGTH = 100;

    void validate() {
        FieldErrors.collect()
                .rejectIf(code == null || code.isBlank(), "code", "must be given")
                .rejectIf(!fits(gate), "gate", "must have 1 to " + MAX_LENGTH + " characters")
                .rejectIf(!fits(nonce), "nonce", "must have 1 to " + MAX_LENGTH + " characters")
                .throwIfAny();
    }

    private static boolean fits(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= MAX_LENGTH;
    }

    GateScan scanBy(String scanner) {
        return new GateScan(gate == null ? "" : gate, nonce == null ? "" : nonce, scanner);
    }
}
