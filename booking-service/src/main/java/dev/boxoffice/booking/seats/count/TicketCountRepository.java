package dev.boxoffice.booking.seats.count;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts tickets where they stand, into `inventory.event_count`.
@Repository
class TicketCountRepository {

    private final JdbcClient jdbc;

    TicketCountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Instances take turns at an event until their transaction ends, so that a later count never makes way for
    /// an earlier one. It need not wait for the disk: what a crash takes is counted again.
    void takeTurn(UUID event) {
        jdbc.sql("""
                        select pg_advisory_xact_lock(hashtextextended('ticket-count:' || ?, 0)),
                               set_config('synchronous_commit', 'off', true)
                        """).param(event.toString()).query().singleRow();
    }

    /// A statement of its own after [#takeTurn], so that it sees what was committed by then.
    void count(UUID event, Instant now) {
        jdbc.sql("""
                        insert into inventory.event_count as c (event_id, total, available, counted_at)
                        select :event, count(*), count(*) filter (where status = 'AVAILABLE'), :now
                          from inventory.ticket where event_id = :event having count(*) > 0
                        on conflict (event_id) do update
                           set total = excluded.total, available = excluded.available, counted_at = excluded.counted_at
                         where (c.total, c.available) is distinct from (excluded.total, excluded.available)
                        """).param("event", event).param("now", utc(now)).update();
    }

    /// Events that have taken or given money since then, or are about to.
    List<UUID> soldSince(Instant since) {
        return jdbc.sql("""
                        select event_id from booking.ledger_since(:since)
                        union select event_id from booking.payment_in_flight
                        """)
                .param("since", utc(since))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
