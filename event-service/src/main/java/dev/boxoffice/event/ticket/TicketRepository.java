package dev.boxoffice.event.ticket;

import dev.boxoffice.event.plan.SeatMap;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// The tickets of events, written by one COPY an event (as single inserts a stadium takes minutes), and how many they
/// are.
@Repository
class TicketRepository {

    private static final int BATCH_CHARACTERS = 1 << 18;

    private final JdbcTemplate jdbc;

    TicketRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// One ticket a place, numbered in seat-map order.
    ///
    /// @param tierOfSection the position of the price tier each section sells at
    void insertAll(SeatMap map, Map<String, Integer> tierOfSection, Instant now) {
        jdbc.execute((ConnectionCallback<Long>)
                connection -> copy(connection.unwrap(PGConnection.class).getCopyAPI(), map, tierOfSection, now));
        jdbc.update(
                "insert into inventory.event_count (event_id, total, available, counted_at) values (?, ?, ?, ?)",
                map.eventId(),
                map.total(),
                map.total(),
                now.atOffset(ZoneOffset.UTC));
    }

    private static long copy(CopyManager copies, SeatMap map, Map<String, Integer> tierOfSection, Instant now)
            throws SQLException {
        var copy = copies.copyIn("copy inventory.ticket (event_id, ordinal, price_tier, changed_at) from stdin");
        try {
            var rows = new StringBuilder(BATCH_CHARACTERS + 128);
            for (var section : map.sections()) {
                var tail = "\t" + tierOfSection.get(section.name()) + "\t" + now + "\n";
                for (var ordinal = section.firstOrdinal(); ordinal < section.endOrdinal(); ordinal++) {
                    rows.append(map.eventId()).append('\t').append(ordinal).append(tail);
                    if (rows.length() >= BATCH_CHARACTERS) {
                        send(rows, copy);
                    }
                }
            }
            send(rows, copy);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(StringBuilder rows, CopyIn copy) throws SQLException {
        var bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }
}
