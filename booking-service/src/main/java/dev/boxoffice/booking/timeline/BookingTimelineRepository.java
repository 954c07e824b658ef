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
/// by it.
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
                            select t.changed_at, 3, 'TICKET', t.status, null, null, null, t.ordinal, null, null, null
                              from inventory.ticket t where t.event_id = :event and t.booking_id = :booking
                            union all
                            select t.decided_at, 3, 'TICKET', 'TRANSFERRED', null, null, cast(t.id as text), t.ordinal, null, null, null
                              from booking.ticket_transfer t
                             where t.event_id = :event and t.booking_id = :booking and t.status = 'ACCEPTED'
                            union all
                            select t.returned_at, 3, 'TICKET', t.status, null, null, null, t.ordinal, null, null, null
                              from booking.returned_ticket t where t.event_id = :event and t.booking_id = :booking
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
                            select updated_at, 7, 'BOOKING', status, null, null, null, null, null, null,
                                   coalesce(failure_code, case when status <> 'PARTIALLY_REFUNDED' then cancel_reason end) from b
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
