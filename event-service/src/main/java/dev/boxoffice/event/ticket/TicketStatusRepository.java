package dev.boxoffice.event.ticket;

import dev.boxoffice.event.ticket.TicketStatusService.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What Postgres says of an event's tickets; it is the truth of who owns what.
@Repository
class TicketStatusRepository {

    private final JdbcClient jdbc;

    TicketStatusRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The tickets that cannot be had; all others are available.
    List<Taken> taken(UUID eventId) {
        var taken = new ArrayList<Taken>();
        jdbc.sql("""
                select ordinal, status
                from inventory.ticket
                where event_id = :event and status <> 'AVAILABLE'""").param("event", eventId).query(row -> {
            taken.add(new Taken(row.getInt("ordinal"), TicketStatusService.Reason.valueOf(row.getString("status"))));
        });
        return taken;
    }

    /// Whether anybody has a ticket of the event, or is paying for one.
    boolean isAnyTaken(UUID eventId) {
        return jdbc.sql("""
                select exists (select from inventory.ticket where event_id = :event and status in ('RESERVED', 'BOOKED'))""").param("event", eventId).query(Boolean.class).single();
    }

    boolean isCancelled(UUID eventId) {
        return jdbc.sql("select status = 'CANCELLED' from catalog.event where id = :event")
                .param("event", eventId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
