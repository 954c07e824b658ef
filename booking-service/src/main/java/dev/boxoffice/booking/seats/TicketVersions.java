package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.seats.TicketState.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Tickets that a statement has changed, with the version each has now.
public record TicketVersions(List<Integer> ordinals, List<Long> versions) {

    public static TicketVersions read(ResultSet row) throws SQLException {
        return new TicketVersions(list(row, "moved", Integer[].class), list(row, "versions", Long[].class));
    }

    public static <T> List<T> list(ResultSet row, String column, Class<T[]> type) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of(type.cast(array.getArray()));
    }

    /// @param owner null where they are available
    public List<TicketState> as(Status status, @Nullable String owner) {
        return IntStream.range(0, ordinals.size())
                .mapToObj(i -> new TicketState(ordinals.get(i), status, versions.get(i), owner))
                .toList();
    }
}
