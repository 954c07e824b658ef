package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.catalogue.EventSale;
import java.util.List;

/// How a reserve can end.
sealed interface HoldResult {

    /// @param replayed whether this is the first answer to the same request again
    record Held(Hold hold, EventSale sale, boolean replayed) implements HoldResult {}

    record SeatsTaken(List<Integer> ordinals) implements HoldResult {}

    record SoldOut() implements HoldResult {}

    record NotOnSale() implements HoldResult {}

    record NoSuchSeats() implements HoldResult {}

    record TooManyForOneBooking(int most) implements HoldResult {}

    record TooManyForCustomer(int most, int has) implements HoldResult {}

    record AdmissionRequired() implements HoldResult {}

    record KeyReused() implements HoldResult {}
}
