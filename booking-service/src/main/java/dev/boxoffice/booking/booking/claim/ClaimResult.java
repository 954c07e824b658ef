package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.booking.Booking;
import java.util.List;

/// How a claim on seats can end.
public sealed interface ClaimResult {

    /// The seats are this booking's, and nobody else's.
    record Claimed(Booking booking) implements ClaimResult {}

    /// The hold was confirmed before; this is what came of it.
    record AlreadyClaimed(Booking booking) implements ClaimResult {}

    record SeatsTaken(List<Integer> ordinals) implements ClaimResult {}

    record NotOnSale() implements ClaimResult {}

    /// The code has been used as often as it may be; the seats are still held.
    record CodeUsedUp() implements ClaimResult {}

    record TooManyForCustomer(int most) implements ClaimResult {}
}
