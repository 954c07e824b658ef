package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.seats.TicketVersions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// What a claim statement answers.
///
/// @param free those of the wanted seats that were available
record ClaimRow(boolean isOnSale, int customerLimit, boolean claimedBefore, List<Integer> free, boolean isMade) {

    static ClaimRow read(ResultSet row) throws SQLException {
        return new ClaimRow(
                row.getBoolean("is_on_sale"),
                row.getInt("customer_limit"),
                row.getBoolean("claimed_before"),
                TicketVersions.list(row, "free", Integer[].class),
                row.getBoolean("is_made"));
    }
}
