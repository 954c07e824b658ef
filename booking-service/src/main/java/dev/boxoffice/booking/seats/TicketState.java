package dev.boxoffice.booking.seats;

import dev.boxoffice.platform.id.UserHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
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

    /// What a statement says of the tickets that it has changed, in four arrays of the same order.
    public static List<TicketState> readChanged(ResultSet row) throws SQLException {
        var ordinals = (Integer[]) row.getArray("moved").getArray();
        var versions = (Long[]) row.getArray("versions").getArray();
        var statuses = (String[]) row.getArray("statuses").getArray();
        var owners = (@Nullable String[]) row.getArray("owners").getArray();
        return IntStream.range(0, ordinals.length)
                .mapToObj(i -> new TicketState(ordinals[i], Status.valueOf(statuses[i]), versions[i], owners[i]))
                .toList();
    }

    String statusCode() {
        return status.code;
    }

    String ownerHash() {
        return owner == null ? "" : UserHash.of(owner).text();
    }
}
