package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.seats.TicketState;
import dev.boxoffice.booking.seats.TicketState.Status;
import dev.boxoffice.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the claim statement answers.
///
/// @param free those of the wanted seats that were available
/// @param mirrored set when the claim was made
record ClaimRow(
        boolean isOnSale,
        int customerLimit,
        boolean claimedBefore,
        List<Integer> free,
        @Nullable UUID mirrored,
        long amount,
        @Nullable String currency,
        List<Integer> ordinals,
        List<Long> versions) {

    static ClaimRow read(ResultSet row) throws SQLException {
        return new ClaimRow(
                row.getInt("on_sale") > 0,
                row.getInt("limit_"),
                row.getInt("before_") > 0,
                list(row, "free", Integer[].class),
                row.getObject("mirrored", UUID.class),
                row.getLong("amount"),
                row.getString("currency"),
                list(row, "ordinals", Integer[].class),
                list(row, "versions", Long[].class));
    }

    static <T> List<T> list(ResultSet row, String column, Class<T[]> type) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of(type.cast(array.getArray()));
    }

    Money total() {
        return new Money(amount, Objects.requireNonNull(currency, "only a claim that was made has a total"));
    }

    List<TicketState> tickets(String owner) {
        return tickets(ordinals, versions, Status.RESERVED, owner);
    }

    static List<TicketState> tickets(
            List<Integer> ordinals, List<Long> versions, Status status, @Nullable String owner) {
        return IntStream.range(0, ordinals.size())
                .mapToObj(i -> new TicketState(ordinals.get(i), status, versions.get(i), owner))
                .toList();
    }
}
