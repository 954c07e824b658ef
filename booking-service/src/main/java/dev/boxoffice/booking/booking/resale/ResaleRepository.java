package dev.boxoffice.booking.booking.resale;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which tickets are for resale, and to whom they go. Locks are taken in the order of everywhere: booking,
/// ticket, the ticket's row here, customers' counts.
@Repository
public class ResaleRepository {

    /// A ticket that another booking pays for.
    record PaidFor(UUID seller, int ordinal) {}

    private final JdbcClient jdbc;

    ResaleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of tickets that are locked. What is listed stays so.
    ///
    /// @return those that were not listed before
    public List<Integer> list(Booking booking, List<Integer> ordinals, Instant now) {
        return ordinals.stream()
                .filter(ordinal -> jdbc.sql("""
                                insert into booking.resale_ticket (event_id, id, booking_id, ordinal, serial, listed_at)
                                select event_id, :id, booking_id, ordinal, serial, :now from inventory.ticket
                                 where event_id = :event and ordinal = :ordinal and booking_id = :booking
                                on conflict do nothing
                                """)
                                .param("id", TimeOrderedId.next())
                                .param("now", now.atOffset(ZoneOffset.UTC))
                                .param("event", booking.event())
                                .param("ordinal", ordinal)
                                .param("booking", booking.id())
                                .update()
                        == 1)
                .toList();
    }

    /// Of tickets that are locked: what was listed before its ticket changed hands, or was used and that undone, is
    /// over.
    public void endOutdated(Booking booking, List<Integer> ordinals, Instant now) {
        jdbc.sql("""
                        update booking.resale_ticket r set state = 'WITHDRAWN', decided_at = :now
                         where r.event_id = :event and r.ordinal = any(:ordinals) and r.state = 'LISTED'
                           and not exists (select from inventory.ticket t
                                            where t.event_id = r.event_id and t.ordinal = r.ordinal and t.status = 'BOOKED'
                                              and t.booking_id = r.booking_id and t.serial = r.serial)
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("event", booking.event())
                .param("ordinals", ordinals.toArray(Integer[]::new))
                .update();
    }

    /// @return those that were listed
    public List<Integer> withdraw(Booking booking, List<Integer> ordinals, Instant now) {
        return jdbc.sql("""
                        update booking.resale_ticket set state = 'WITHDRAWN', decided_at = ?
                         where event_id = ? and booking_id = ? and ordinal = any(?) and state = 'LISTED'
                        returning ordinal
                        """)
                .params(now.atOffset(ZoneOffset.UTC), booking.event(), booking.id())
                .param(ordinals.toArray(Integer[]::new))
                .query((row, _) -> row.getInt(1))
                .list();
    }

    /// The last that was to become of each of a booking's tickets; nothing of those that were taken back from the
    /// sale.
    public Map<Integer, ResaleState> find(Booking booking) {
        var states = new HashMap<Integer, ResaleState>();
        jdbc.sql("""
                        select ordinal, state from booking.resale_ticket
                         where event_id = ? and booking_id = ? and state <> 'WITHDRAWN'
                        """).params(booking.event(), booking.id()).query(row -> {
            states.put(row.getInt(1), ResaleState.valueOf(row.getString(2)));
        });
        return Map.copyOf(states);
    }

    /// Whether somebody is offered, by this hold, what is still another's.
    public boolean isOfferedBy(UUID event, String holdKey) {
        return jdbc.sql("""
                        select exists (select from booking.waitlist_entry e
                                         join booking.resale_ticket r on r.event_id = e.event_id and r.entry_id = e.id
                                        where e.event_id = ? and e.hold_key = ? and e.state = 'OFFERED' and r.state = 'OFFERED')
                        """).params(event, holdKey).query(Boolean.class).single();
    }

    /// The bookings whose tickets a booking pays for, or did.
    List<UUID> findSellers(UUID event, UUID buyer) {
        return jdbc.sql("""
                        select distinct booking_id from booking.resale_ticket where event_id = ? and buyer_booking_id = ?
                        """)
                .params(event, buyer)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Once this returns nobody goes in with one of them, passes it on or takes it back in the same moment.
    public void lock(UUID event, List<Integer> ordinals) {
        jdbc.sql(
                        "select ordinal from inventory.ticket where event_id = ? and ordinal = any(?) order by ordinal for update")
                .params(event, ordinals.toArray(Integer[]::new))
                .query(Integer.class)
                .list();
        jdbc.sql("""
                        select ordinal from booking.resale_ticket
                         where event_id = ? and ordinal = any(?) and state in ('LISTED', 'OFFERED') order by ordinal for update
                        """)
                .params(event, ordinals.toArray(Integer[]::new))
                .query(Integer.class)
                .list();
    }

    /// Locks the counts of those who have these tickets, in the order of their names: whoever passes a ticket
    /// from one of them to another locks both so.
    void lockCountsOfHolders(UUID event, List<Integer> ordinals) {
        jdbc.sql("""
                        select 1 from booking.customer_tickets
                         where event_id = :event and buyer in (
                            select owner from inventory.ticket where event_id = :event and ordinal = any(:ordinals))
                         order by buyer for update
                        """)
                .param("event", event)
                .param("ordinals", ordinals.toArray(Integer[]::new))
                .query(Integer.class)
                .list();
    }

    List<PaidFor> findPaidFor(UUID event, UUID buyer) {
        return jdbc.sql("""
                        select booking_id, ordinal from booking.resale_ticket
                         where event_id = ? and buyer_booking_id = ? and state = 'OFFERED' order by booking_id, ordinal
                        """)
                .params(event, buyer)
                .query((row, _) -> new PaidFor(row.getObject(1, UUID.class), row.getInt(2)))
                .list();
    }

    /// The payment came to nothing: the tickets go back to the offer they were bought by, while that lasts; else
    /// to those who wait.
    void giveBack(UUID event, UUID buyer, Instant now) {
        jdbc.sql("""
                        update booking.resale_ticket r
                           set state = case when o.lasts then 'OFFERED' else 'LISTED' end, buyer_booking_id = null,
                               entry_id = case when o.lasts then r.entry_id end, tried_at = null
                          from booking.resale_ticket p
                         cross join lateral (select exists (
                                    select from booking.waitlist_entry e
                                     where e.event_id = p.event_id and e.id = p.entry_id and e.state = 'OFFERED' and e.expires_at > :now) lasts) o
                         where p.event_id = :event and p.buyer_booking_id = :buyer and p.state = 'OFFERED'
                           and r.event_id = p.event_id and r.id = p.id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("event", event)
                .param("buyer", buyer)
                .update();
    }
}
