package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
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
        long amount,
        List<Long> amounts,
        @Nullable String currency,
        TicketVersions tickets) {

    static ClaimRow read(ResultSet row) throws SQLException {
        return new ClaimRow(
                row.getBoolean("is_on_sale"),
                row.getInt("customer_limit"),
                row.getBoolean("claimed_before"),
                TicketVersions.list(row, "free", Integer[].class),
                row.getObject("mirrored", UUID.class),
                row.getLong("amount"),
                TicketVersions.list(row, "amounts", Long[].class),
                row.getString("currency"),
                TicketVersions.read(row));
    }

    BookingPrice price() {
        var total = new Money(amount, Objects.requireNonNull(currency, "only a claim that was made has a total"));
        return new BookingPrice(total, amounts, null, 1, null);
    }
}
