package dev.boxoffice.booking.checkin;

import java.time.Instant;

/// How a check-in can end.
sealed interface CheckInResult {

    record Admitted(Instant at) implements CheckInResult {}

    record Already(Instant at, String gate) implements CheckInResult {}

    /// The ticket is no longer, or not yet, this booking's.
    record NotValid() implements CheckInResult {}
}
