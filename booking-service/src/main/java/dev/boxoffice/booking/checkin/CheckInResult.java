package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.catalogue.EventSale;
import java.time.Instant;
import java.util.UUID;

/// How a check-in can end.
sealed interface CheckInResult {

    /// Somebody came in or went out, now or by the same scan before.
    record Passed(UUID id, CheckInDirection direction, Instant at, EventSale sale, Guest guest)
            implements CheckInResult {}

    record AlreadyInside(Instant at, String gate) implements CheckInResult {}

    /// Only who is in can go out.
    record NotInside() implements CheckInResult {}

    /// The ticket is no longer, or not yet, this booking's.
    record NotValid() implements CheckInResult {}

    /// Its owner has it sold, and somebody pays for it at this moment.
    record BeingSold() implements CheckInResult {}

    /// The ticket is good, but not for what this gate lets into.
    record WrongEvent(EventSale sale) implements CheckInResult {}

    record TooEarly(Instant opensAt) implements CheckInResult {}

    record EventOver(Instant at) implements CheckInResult {}
}
