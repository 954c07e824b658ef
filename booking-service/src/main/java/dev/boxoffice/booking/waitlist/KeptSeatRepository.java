package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.platform.outbox.OutboxMessage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The seats that are kept for a waitlist. To everybody else they look reserved all the time.
@Repository
class KeptSeatRepository {

    /// @param message its row in `booking.outbox`: for the mirror first
    record Released(OutboxMessage message, TicketVersions tickets) {}

    private static final String TYPE = "WaitlistSeatsReleased";

    private final JdbcClient jdbc;

    KeptSeatRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of offers that came to nothing: kept for whoever is next.
    void takeBack(UUID event, Collection<UUID> entries) {
        jdbc.sql("""
                        update inventory.ticket set booking_id = :event
                         where event_id = :event and booking_id = any(:entries) and status = 'RESERVED'
                        """)
                .param("event", event)
                .param("entries", entries.toArray(UUID[]::new))
                .update();
    }

    /// Locked until the transaction ends.
    BitSet lockKept(UUID event) {
        var kept = new BitSet();
        jdbc.sql("""
                        select ordinal from inventory.ticket
                         where event_id = ? and booking_id = ? and status = 'RESERVED' order by ordinal for update
                        """).params(event, event).query(row -> {
            kept.set(row.getInt(1));
        });
        return kept;
    }

    void offer(UUID event, UUID entry, List<Integer> ordinals) {
        jdbc.sql("""
                        update inventory.ticket set booking_id = ?
                         where event_id = ? and ordinal = any(?) and booking_id = ? and status = 'RESERVED'
                        """)
                .params(entry, event, ordinals.toArray(Integer[]::new), event)
                .update();
    }

    /// Nobody who waits can sit there: on sale to everybody.
    Optional<Released> release(UUID event, List<Integer> ordinals, Instant now) {
        var at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        return jdbc.sql("""
                        with ticket as (
                            update inventory.ticket
                               set status = 'AVAILABLE', booking_id = null, version = version + 1, changed_at = :now
                             where event_id = :event and ordinal = any(:ordinals) and booking_id = :event and status = 'RESERVED'
                            returning ordinal, version
                        )
                        insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, event_id, ordinals, ready)
                        select uuidv7(), :type, :event, jsonb_build_object('eventId', :event::text, 'ordinals',
                               array_agg(ordinal order by ordinal)), :now, :event, array_agg(ordinal order by ordinal), false
                          from ticket having count(*) > 0
                        returning id, payload::text payload, ordinals moved,
                                  (select array_agg(version order by ordinal) from ticket) versions
                        """)
                .param("event", event)
                .param("ordinals", ordinals.toArray(Integer[]::new))
                .param("now", at)
                .param("type", TYPE)
                .query((row, _) -> new Released(
                        new OutboxMessage(row.getObject("id", UUID.class), TYPE, row.getString("payload"), at, null),
                        TicketVersions.read(row)))
                .optional();
    }
}
