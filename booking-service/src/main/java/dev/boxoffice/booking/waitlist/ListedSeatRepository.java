package dev.boxoffice.booking.waitlist;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tickets that are for resale: whom on the waitlist they are offered.
@Repository
class ListedSeatRepository {

    /// Whether a ticket is still what was listed: nobody has gone in with it, and it is its seller's.
    static final String IS_INTACT = """
            exists (select from inventory.ticket t
                     where t.event_id = r.event_id and t.ordinal = r.ordinal and t.status = 'BOOKED'
                       and t.booking_id = r.booking_id and t.serial = r.serial
                       and not exists (select from booking.check_in c
                                        where c.event_id = r.event_id and c.ordinal = r.ordinal and c.booking_id = r.booking_id))
            """;

    private final JdbcClient jdbc;

    ListedSeatRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All tickets that may be offered, those that are kept too: until the transaction ends nothing else happens to
    /// them.
    void lockTickets(UUID event) {
        jdbc.sql("""
                        select t.ordinal from inventory.ticket t
                         where t.event_id = :event
                           and (t.status = 'RESERVED' and t.booking_id = :event
                                or t.ordinal in (select r.ordinal from booking.resale_ticket r
                                                  where r.event_id = :event and r.state in ('LISTED', 'OFFERED')))
                         order by t.ordinal for update
                        """).param("event", event).query(Integer.class).list();
    }

    /// Of offers that came to nothing.
    void takeBack(UUID event, Collection<UUID> entries) {
        jdbc.sql("""
                        update booking.resale_ticket set state = 'LISTED', entry_id = null, tried_at = null
                         where event_id = ? and entry_id = any(?) and state = 'OFFERED' and buyer_booking_id is null
                        """).params(event, entries.toArray(UUID[]::new)).update();
    }

    /// What is no longer as it was listed is not for resale any more.
    ///
    /// @return who was offered such a ticket
    List<UUID> endOutdated(UUID event, Instant now) {
        return jdbc
                .sql("""
                        update booking.resale_ticket r set state = 'WITHDRAWN', decided_at = :now
                         where r.event_id = :event and r.state in ('LISTED', 'OFFERED') and r.buyer_booking_id is null
                           and not\s""" + IS_INTACT + " returning r.entry_id")
                .param("event", event)
                .param("now", utc(now))
                .query((row, _) -> row.getObject(1, UUID.class))
                .stream()
                .filter(entry -> entry != null)
                .distinct()
                .toList();
    }

    /// What is listed, with whose it is.
    Map<Integer, String> findListed(UUID event) {
        var listed = new HashMap<Integer, String>();
        jdbc.sql("""
                        select r.ordinal, t.owner from booking.resale_ticket r
                          join inventory.ticket t on t.event_id = r.event_id and t.ordinal = r.ordinal
                         where r.event_id = ? and r.state = 'LISTED'
                        """).param(event).query(row -> {
            listed.put(row.getInt(1), row.getString(2));
        });
        return listed;
    }

    void offer(UUID event, UUID entry, List<Integer> ordinals) {
        jdbc.sql("""
                        update booking.resale_ticket set state = 'OFFERED', entry_id = ?
                         where event_id = ? and ordinal = any(?) and state = 'LISTED'
                        """).params(entry, event, ordinals.toArray(Integer[]::new)).update();
    }

    /// What is listed still suits nobody who waits now.
    void noteTried(UUID event, Instant now) {
        jdbc.sql("update booking.resale_ticket set tried_at = ? where event_id = ? and state = 'LISTED'")
                .params(utc(now), event)
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
