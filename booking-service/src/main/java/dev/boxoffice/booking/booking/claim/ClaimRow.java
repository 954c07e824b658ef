package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.seats.TicketVersions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a claim statement answers.
///
/// @param free those of the wanted seats that were available
/// @param intent the PaymentIntent that another card is tried on; null where a new one is needed
record ClaimRow(
        boolean isOnSale,
        int customerLimit,
        boolean claimedBefore,
        List<Integer> free,
        boolean isMade,
        @Nullable String intent) {

    /// Of a claim that got all seats it wanted.
    static ClaimRow made(NewClaim claim) {
        return new ClaimRow(true, 0, false, claim.hold().ordinals(), true, null);
    }

    static ClaimRow read(ResultSet row) throws SQLException {
        return new ClaimRow(
                row.getBoolean("is_on_sale"),
                row.getInt("customer_limit"),
                row.getBoolean("claimed_before"),
                TicketVersions.list(row, "free", Integer[].class),
                row.getBoolean("is_made"),
                row.getString("intent"));
    }
}
