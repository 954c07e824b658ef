package dev.boxoffice.booking.timeline;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.platform.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Gathers what the tables tell of one booking, in one statement. Every part names the event, as every table is split
/// by it. A booking's own row says only what it is now: when it was paid, and when its money was back, is told by the
/// payment and the refunds, which stay.
@Repository
class BookingTimelineRepository {

    private final JdbcClient jdbc;

    BookingTimelineRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param most entries; the oldest are told
    List<BookingTimeline.Entry> find(Booking booking, int most) {
        return jdbc.sql("""
                        with b as (select * from booking.booking where event_id = :event and id = :booking),
                        confirmed as (
                            select min(at) at from (
                                select l.recorded_at from booking.ledger_entry l join b on l.payment_intent_id = b.payment_intent_id
                                 where l.event_id = :event and l.booking_id = :booking and l.kind in ('CAPTURE', 'CASH')
                                   and not exists (select from booking.refund r where r.event_id = :event and r.booking_id = :booking
                                                      and r.payment_intent_id = l.payment_intent_id and r.reason = 'NO_TICKET')
                                union all
                                select sold_at from booking.box_office_sale where event_id = :event and booking_id = :booking
                                union all
                                select updated_at from b where status = 'CONFIRMED') known (at)
                            having min(at) is not null
                        ),
                        entry (at, place, kind, what, amount, currency, reference, ordinal, gate, by, detail) as (
                            select created_at, 0, 'BOOKING', 'CLAIMED', amount, currency, null::text, null::int, null::text,
                                   null::text, null::text from b
                            union all
                            select f.started_at, 1, 'PAYMENT', 'ATTEMPT_STARTED', b.amount, b.currency, b.payment_intent_id,
                                   null, null, null, 'attempt ' || b.attempt
                              from b join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
                            union all
                            select l.recorded_at, 2, 'PAYMENT', l.kind, l.amount, l.currency, l.reference, null, null, null, null
                              from booking.ledger_entry l
                             where l.event_id = :event and l.booking_id = :booking and l.kind not in ('REFUND', 'REFUND_FAILED')
                            union all
                            select p.received_at, 2, 'PAYMENT', p.type, null, null, p.stripe_id, null, null, null, null
                              from booking.payment_event p where p.event_id = :event and p.booking_id = :booking
                            union all
                            select case when t.status = 'BOOKED' then coalesce(m.at, (select at from confirmed), t.changed_at)
                                        else t.changed_at end,
                                   3, 'TICKET', t.status, null, null, null, t.ordinal, null, null, null
                              from inventory.ticket t cross join lateral (
                                   select max(moved_at) at from booking.seat_move
                                    where event_id = :event and booking_id = :booking and to_ordinal = t.ordinal) m
                             where t.event_id = :event and t.booking_id = :booking
                            union all
                            select t.decided_at, 3, 'TICKET', 'TRANSFERRED', null, null, cast(t.id as text), t.ordinal, null, null, null
                              from booking.ticket_transfer t
                             where t.event_id = :event and t.booking_id = :booking and t.status = 'ACCEPTED'
                            union all
                            select coalesce(m.at, c.at), 3, 'TICKET', 'BOOKED', null, null, null, t.ordinal, null, null, null
                              from booking.returned_ticket t cross join confirmed c cross join lateral (
                                   select max(moved_at) at from booking.seat_move
                                    where event_id = :event and booking_id = :booking and to_ordinal = t.ordinal) m
                             where t.event_id = :event and t.booking_id = :booking
                            union all
                            select t.returned_at, 3, 'TICKET', t.status, null, null, null, t.ordinal, null, null, null
                              from booking.returned_ticket t where t.event_id = :event and t.booking_id = :booking
                            union all
                            select at, 4, 'BOOKING', 'CONFIRMED', null, null, null, null, null, null, null from confirmed
                            union all
                            select r.created_at, 4, 'REFUND', 'DUE', r.amount, r.currency, cast(r.id as text), null, null, null,
                                   r.reason
                              from booking.refund r where r.event_id = :event and r.booking_id = :booking
                            union all
                            select r.updated_at, 5, 'REFUND', r.status, r.amount, r.currency, cast(r.id as text), null, null,
                                   null, coalesce(r.failure_code, r.reason)
                              from booking.refund r
                             where r.event_id = :event and r.booking_id = :booking and r.status <> 'DUE'
                            union all
                            select c.scanned_at, 6, 'SCAN', c.direction, null, null, cast(c.id as text), c.ordinal, c.gate,
                                   c.scanner, null
                              from booking.check_in_scan c where c.event_id = :event and c.booking_id = :booking
                            union all
                            select u.scanned_at, 6, 'SCAN', u.direction, null, null, cast(u.scan_id as text), u.ordinal, u.gate,
                                   u.scanned_by, null
                              from booking.check_in_undo u where u.event_id = :event and u.booking_id = :booking
                            union all
                            select u.undone_at, 6, 'SCAN', 'TAKEN_BACK', null, null, cast(u.scan_id as text), u.ordinal, u.gate,
                                   u.undone_by, null
                              from booking.check_in_undo u where u.event_id = :event and u.booking_id = :booking
                            union all
                            select coalesce(case when status = 'REFUNDED' then greatest(
                                       (select max(r.updated_at) from booking.refund r
                                         where r.event_id = :event and r.booking_id = :booking and r.status in ('SUCCEEDED', 'ELSEWHERE')),
                                       (select max(t.returned_at) from booking.returned_ticket t
                                         where t.event_id = :event and t.booking_id = :booking))
                                   end, updated_at),
                                   7, 'BOOKING', status, null, null, null, null, null, null,
                                   coalesce(failure_code, case when status <> 'PARTIALLY_REFUNDED' then cancel_reason end)
                              from b where status <> 'CONFIRMED'
                        )
                        select * from entry order by at, place, ordinal limit :most
                        """)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("most", most)
                .query((row, _) -> entry(row, booking))
                .list();
    }

    private static BookingTimeline.Entry entry(ResultSet row, Booking booking) throws SQLException {
        var ordinal = row.getObject("ordinal", Integer.class);
        return new BookingTimeline.Entry(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                BookingTimeline.Kind.valueOf(row.getString("kind")),
                row.getString("what"),
                amount(row),
                row.getString("reference"),
                ordinal == null ? null : booking.event() + "." + ordinal,
                row.getString("gate"),
                row.getString("by"),
                row.getString("detail"));
    }

    private static @Nullable Money amount(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return currency == null ? null : new Money(row.getLong("amount"), currency);
    }
}
