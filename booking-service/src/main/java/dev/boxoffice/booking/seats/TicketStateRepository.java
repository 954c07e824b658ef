package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.seats.TicketState.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what Postgres says of an event's tickets, the truth that Redis mirrors.
@Repository
public class TicketStateRepository {

    private final JdbcClient jdbc;

    TicketStateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<TicketState> states(UUID event, List<Integer> ordinals) {
        return jdbc.sql("""
                        select ordinal, status, version, owner from inventory.ticket
                         where event_id = ? and ordinal = any(?)
                        """)
                .params(event, ordinals.toArray(Integer[]::new))
                .query((row, _) -> state(row))
                .list();
    }

    /// Every ticket that was ever claimed: also one that is available again may still look taken in Redis.
    List<TicketState> everChanged(UUID event) {
        return jdbc.sql(
                        "select ordinal, status, version, owner from inventory.ticket where event_id = ? and version > 0")
                .param(event)
                .query((row, _) -> state(row))
                .list();
    }

    /// The ordinals that nobody may take as far as Postgres knows.
    public BitSet taken(UUID event) {
        var taken = new BitSet();
        jdbc.sql("select ordinal from inventory.ticket where event_id = ? and status <> 'AVAILABLE'")
                .param(event)
                .query(row -> {
                    taken.set(row.getInt(1));
                });
        return taken;
    }

    /// The booking that has a ticket, if one has.
    public Optional<UUID> bookingOf(UUID event, int ordinal) {
        return jdbc.sql(
                        "select booking_id from inventory.ticket where event_id = ? and ordinal = ? and booking_id is not null")
                .params(event, ordinal)
                .query(UUID.class)
                .optional();
    }

    private static TicketState state(ResultSet row) throws SQLException {
        return new TicketState(row.getInt(1), Status.valueOf(row.getString(2)), row.getLong(3), row.getString(4));
    }
}
