package dev.boxoffice.booking.seats;

import dev.boxoffice.platform.id.UserHash;
import org.jspecify.annotations.Nullable;

/// A ticket as Postgres has it; the version tells which of two is the newer.
///
/// @param owner null while the ticket is nobody's
public record TicketState(
        int ordinal, Status status, long version, @Nullable String owner) {

    /// The ticket's status, with its code in the event's change stream.
    public enum Status {
        AVAILABLE("0"),
        RESERVED("1"),
        BOOKED("2"),
        /// Kept from the sale by the organizer.
        WITHHELD("3");

        private final String code;

        Status(String code) {
            this.code = code;
        }
    }

    String statusCode() {
        return status.code;
    }

    String ownerHash() {
        return owner == null ? "" : UserHash.of(owner).text();
    }
}
