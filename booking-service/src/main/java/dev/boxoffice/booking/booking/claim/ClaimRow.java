package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a claim statement answers.
///
/// @param free those of the wanted seats that were available
/// @param amounts what each seat costs, by ordinal; empty where the claim was not made
record ClaimRow(
        boolean isOnSale,
        int customerLimit,
        boolean claimedBefore,
        List<Integer> free,
        List<Long> amounts,
        long amount,
        @Nullable String currency) {

    static ClaimRow read(ResultSet row) throws SQLException {
        return new ClaimRow(
                row.getBoolean("is_on_sale"),
                row.getInt("customer_limit"),
                row.getBoolean("claimed_before"),
                TicketVersions.list(row, "free", Integer[].class),
                TicketVersions.list(row, "amounts", Long[].class),
                row.getLong("amount"),
                row.getString("currency"));
    }

    boolean isMade() {
        return !amounts.isEmpty();
    }

    BookingPrice price() {
        var total = new Money(amount, Objects.requireNonNull(currency, "only a claim that was made has a total"));
        return new BookingPrice(total, amounts, null, 1, null);
    }
}
