package dev.boxoffice.booking.booking;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Moves a booking that pays for tickets of other bookings: what happens to it happens to them in the same transaction.
public interface SharedTicketTransition {

    /// The money is in: the tickets come to this booking, and their money goes back to who had paid for them.
    ///
    /// @param statement moves the booking itself
    /// @return empty where the booking pays for no other's tickets, or is not to be moved; then nothing was changed
    <T> Optional<T> confirm(UUID event, UUID booking, Instant now, Supplier<Optional<T>> statement);

    /// There will be no money: the tickets stay where they are.
    <T> Optional<T> release(UUID event, UUID booking, Instant now, Supplier<Optional<T>> statement);
}
