package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.seats.TicketVersions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a claim statement answers.
///
/// @param free those of the wanted seats that were available
/// @param outboxRow in `booking.mirror_outbox`; null where the claim was not made
record ClaimRow(
        boolean isOnSale,
        int customerLimit,
        boolean claimedBefore,
        List<Integer> free,
        @Nullable UUID outboxRow,
        TicketVersions tickets) {

    static ClaimRow read(ResultSet row) throws SQLException {
        return new ClaimRow(
                row.getBoolean("is_on_sale"),
                row.getInt("customer_limit"),
                row.getBoolean("claimed_before"),
                TicketVersions.list(row, "free", Integer[].class),
                row.getObject("mirrored", UUID.class),
                TicketVersions.read(row));
    }
}
