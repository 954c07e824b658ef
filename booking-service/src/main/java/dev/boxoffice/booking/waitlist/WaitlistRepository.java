package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.seats.TicketVersions;
import dev.boxoffice.booking.waitlist.WaitlistEntry.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who waits, in their order, and what they are offered.
@Repository
class WaitlistRepository {

    /// @param isNew false where they are on it already, or own too many
    /// @param owned how many tickets of the event they have claimed or bought
    record Insertion(int quantity, int owned, boolean isNew) {

        boolean isWithin(int mostOwned) {
            return owned + quantity <= mostOwned;
        }
    }

    /// What became of an offer is what became of the booking that was made of it.
    private static final String SELECT = """
            select e.event_id, e.id, e.subject, e.quantity, e.sections, e.price_types, e.hold_id, e.ordinals, e.expires_at,
                   b.id booking_id,
                   case when b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED', 'CANCELLED', 'REFUNDED') then 'BOOKED'
                        when e.state = 'OFFERED' and e.expires_at <= :now
                             and coalesce(b.status, '') not in ('PROCESSING', 'REQUIRES_ACTION') then 'LAPSED'
                        else e.state end state,
                   case when e.state = 'WAITING' then (select count(*) from booking.waitlist_entry o
                        where o.event_id = e.event_id and o.state = 'WAITING' and o.number <= e.number) else 0 end position
              from booking.waitlist_entry e
              left join booking.booking b on b.event_id = e.event_id and b.hold_key = e.hold_key
            """;

    /// Whether no booking was made of an offer, or none that is paid for or being paid for.
    private static final String IS_UNPAID = """
            not exists (select from booking.booking b where b.event_id = e.event_id
                           and b.hold_key = e.hold_key and b.status <> 'PAYMENT_FAILED')
            """;

    private final JdbcClient jdbc;

    WaitlistRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Nobody is inserted who may not have so many more.
    Insertion insert(WaitlistEntry entry, int mostOwned, Instant now) {
        jdbc.sql("insert into booking.waitlist_event (event_id) values (?) on conflict do nothing")
                .param(entry.event())
                .update();
        // Whoever has bought what they were offered may wait for more.
        jdbc.sql("""
                        update booking.waitlist_entry e set state = 'BOOKED' from booking.booking b
                         where e.event_id = ? and e.subject = ? and e.state = 'OFFERED' and b.event_id = e.event_id
                           and b.hold_key = e.hold_key and b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED', 'CANCELLED', 'REFUNDED')
                        """).params(entry.event(), entry.subject()).update();
        return jdbc.sql("""
                        with customer as (
                            select coalesce(max(quantity), 0) owned from booking.customer_tickets where event_id = :event and buyer = :subject
                        ), joined as (
                            insert into booking.waitlist_entry (event_id, id, subject, quantity, sections, price_types, joined_at)
                            select :event, :id, :subject, :quantity, :sections, :types, :now from customer
                             where owned + :quantity <= :mostOwned
                            on conflict do nothing returning id
                        )
                        select owned, exists (select from joined) is_new from customer
                        """)
                .param("event", entry.event())
                .param("id", entry.id())
                .param("subject", entry.subject())
                .param("quantity", entry.quantity())
                .param("sections", entry.sections().toArray(String[]::new))
                .param("types", entry.priceTypes().toArray(String[]::new))
                .param("now", utc(now))
                .param("mostOwned", mostOwned)
                .query((row, _) -> new Insertion(entry.quantity(), row.getInt("owned"), row.getBoolean("is_new")))
                .single();
    }

    /// The latest of this person's that they have not left.
    Optional<WaitlistEntry> find(UUID event, String subject, Instant now) {
        return jdbc.sql(SELECT + """
                         where e.event_id = :event and e.subject = :subject and e.state <> 'LEFT' order by e.number desc limit 1
                        """)
                .param("event", event)
                .param("subject", subject)
                .param("now", utc(now))
                .query((row, _) -> read(row))
                .optional();
    }

    /// Of tickets that are locked: who claimed them before has a booking that is seen here.
    ///
    /// @return the entry whose offer this hold was; empty where it was none, or is being paid for, or is paid for
    Optional<UUID> leaveOffer(Hold hold, String subject) {
        return jdbc.sql("""
                        update booking.waitlist_entry e set state = 'LEFT'
                         where e.event_id = ? and e.hold_key = ? and e.subject = ? and e.state = 'OFFERED'
                           and\s""" + IS_UNPAID + " returning e.id")
                .params(hold.event(), hold.key(), subject)
                .query(UUID.class)
                .optional();
    }

    /// Of an entry whose tickets are locked, as for [#leaveOffer].
    ///
    /// @return false where it is not open, or its offer is being paid for, or is paid for
    boolean leave(WaitlistEntry entry) {
        return jdbc.sql("""
                        update booking.waitlist_entry e set state = 'LEFT'
                         where e.event_id = ? and e.id = ? and e.state in ('WAITING', 'OFFERED') and\s""" + IS_UNPAID).params(entry.event(), entry.id()).update() == 1;
    }

    /// Events with seats that are kept, or offers that are over.
    ///
    /// @param triedBefore tickets for resale that suited nobody are tried once more when it was before this,
    ///     or somebody has joined
    List<UUID> findDue(Instant lapsedBefore, Instant triedBefore) {
        return jdbc.sql("""
                        select w.event_id from booking.waitlist_event w
                         where exists (select from inventory.ticket t where t.event_id = w.event_id and t.booking_id = w.event_id)
                            or exists (select from booking.waitlist_entry e
                                        where e.event_id = w.event_id and e.state = 'OFFERED' and e.expires_at <= :lapsedBefore)
                            or exists (select from booking.resale_ticket r
                                        where r.event_id = w.event_id and r.state in ('LISTED', 'OFFERED') and r.buyer_booking_id is null
                                          and not\s""" + ListedSeatRepository.IS_INTACT + """
                            ) or exists (select from booking.resale_ticket r join booking.waitlist_entry e on e.event_id = r.event_id
                                        where r.event_id = w.event_id and r.state = 'LISTED' and e.state = 'WAITING'
                                          and (r.tried_at is null or r.tried_at < :triedBefore or e.joined_at >= r.tried_at))
                        """)
                .param("lapsedBefore", utc(lapsedBefore))
                .param("triedBefore", utc(triedBefore))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// One worker at a time serves an event, until the transaction ends.
    void lock(UUID event) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('waitlist ' || ?::text, 0))")
                .param(event.toString())
                .query((_, _) -> event)
                .list();
    }

    /// Offers whose time is over end; what was made a booking of stays with that.
    ///
    /// @return entries whose seats go to the next
    List<UUID> endOffers(UUID event, Instant lapsedBefore) {
        return jdbc.sql("""
                        update booking.waitlist_entry e
                           set state = case when b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED', 'CANCELLED', 'REFUNDED')
                                            then 'BOOKED' else 'LAPSED' end
                          from booking.waitlist_entry o
                          left join booking.booking b on b.event_id = o.event_id and b.hold_key = o.hold_key
                         where o.event_id = :event and o.state = 'OFFERED' and o.expires_at <= :before
                           and coalesce(b.status, '') not in ('PROCESSING', 'REQUIRES_ACTION')
                           and e.event_id = o.event_id and e.id = o.id
                        returning e.id
                        """)
                .param("event", event)
                .param("before", utc(lapsedBefore))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// What they were offered is gone, by no fault of theirs: they keep their place.
    void waitOn(UUID event, List<UUID> entries) {
        jdbc.sql("""
                        update booking.waitlist_entry
                           set state = 'WAITING', hold_key = null, hold_id = null, ordinals = null, expires_at = null
                         where event_id = ? and id = any(?) and state = 'OFFERED'
                        """).params(event, entries.toArray(UUID[]::new)).update();
    }

    /// Without those who own so many by now that they could not confirm what they want.
    ///
    /// @param mostOwned how many a customer may have
    List<WaitlistEntry> findWaiting(UUID event, int mostOwned, int most, Instant now) {
        return jdbc.sql(SELECT + """
                         where e.event_id = :event and e.state = 'WAITING'
                           and not exists (select from booking.customer_tickets c where c.event_id = e.event_id
                                              and c.buyer = e.subject and c.quantity + e.quantity > :mostOwned)
                         order by e.number limit :most for update of e
                        """)
                .param("event", event)
                .param("mostOwned", mostOwned)
                .param("most", most)
                .param("now", utc(now))
                .query((row, _) -> read(row))
                .list();
    }

    void offer(WaitlistEntry entry, Hold hold, String holdId) {
        jdbc.sql("""
                        update booking.waitlist_entry
                           set state = 'OFFERED', hold_key = ?, hold_id = ?, ordinals = ?, expires_at = ?
                         where event_id = ? and id = ?
                        """)
                .params(
                        hold.key(),
                        holdId,
                        hold.ordinals().toArray(Integer[]::new),
                        utc(hold.deadline()),
                        entry.event(),
                        entry.id())
                .update();
    }

    /// Nothing can be had any more.
    void endAll(UUID event) {
        jdbc.sql("update booking.waitlist_entry set state = 'LAPSED' where event_id = ? and state = 'WAITING'")
                .param(event)
                .update();
    }

    private static WaitlistEntry read(ResultSet row) throws SQLException {
        var expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new WaitlistEntry(
                row.getObject("event_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("subject"),
                row.getInt("quantity"),
                TicketVersions.list(row, "sections", String[].class),
                TicketVersions.list(row, "price_types", String[].class),
                State.valueOf(row.getString("state")),
                row.getLong("position"),
                row.getString("hold_id"),
                TicketVersions.list(row, "ordinals", Integer[].class),
                expiresAt == null ? null : expiresAt.toInstant(),
                row.getObject("booking_id", UUID.class));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
