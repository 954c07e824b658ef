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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes the tickets of an event: one a place, in one COPY, because a stadium as single inserts takes minutes.
@Component
public class TicketRepository {

    private static final int BATCH_CHARACTERS = 1 << 18;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final TicketStatisticsRepository statistics;

    TicketRepository(JdbcTemplate jdbc, JsonMapper json, TicketStatisticsRepository statistics) {
        this.jdbc = jdbc;
        this.json = json;
        this.statistics = statistics;
    }

    /// Freezes the map and creates its tickets; must run in the transaction that publishes the event.
    ///
    /// @param tierOfSection the position of the price tier each section sells at
    public void issue(SeatMap map, Map<String, Integer> tierOfSection, Instant now) {
        JdbcClient.create(jdbc)
                .sql("""
                        insert into inventory.event_layout (event_id, total, seat_map, created_at)
                        values (:event, :total, :map::jsonb, :now)""")
                .param("event", map.eventId())
                .param("total", map.total())
                .param("map", json.writeValueAsString(map))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.execute((ConnectionCallback<Long>)
                connection -> copy(connection.unwrap(PGConnection.class).getCopyAPI(), map, tierOfSection, now));
        statistics.refreshAfterCommit(map.eventId());
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
