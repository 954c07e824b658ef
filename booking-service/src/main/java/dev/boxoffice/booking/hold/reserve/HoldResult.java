package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.pricing.CodeRefusal;
import java.time.Duration;
import java.util.List;

/// How a reserve can end.
sealed interface HoldResult {

    /// @param leftAlone single seats that the buyer's own choice leaves, where the event warns of it
    record Held(Hold hold, EventSale sale, List<Integer> leftAlone) implements HoldResult {}

    /// The same request came before, with its key: this is what it was told.
    record Replayed(HoldResult first) implements HoldResult {}

    record SeatsTaken(List<Integer> ordinals) implements HoldResult {}

    /// @param ordinals that the buyer's own choice would leave alone
    record LeavesSingleSeats(List<Integer> ordinals) implements HoldResult {}

    record SoldOut() implements HoldResult {}

    record NotOnSale() implements HoldResult {}

    record NoSuchSeats() implements HoldResult {}

    record TooManyForOneBooking(int most) implements HoldResult {}

    /// @param fault why no card can be charged the total
    record NotChargeable(String fault) implements HoldResult {}

    record TooManyForCustomer(int most, int has) implements HoldResult {}

    record AdmissionRequired() implements HoldResult {}

    record CodeRefused(CodeRefusal reason) implements HoldResult {}

    /// Too many codes that do not exist.
    record TooManyGuesses(Duration retryAfter) implements HoldResult {}

    record KeyReused() implements HoldResult {}
}
