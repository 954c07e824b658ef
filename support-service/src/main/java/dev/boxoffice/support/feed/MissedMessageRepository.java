package dev.boxoffice.support.feed;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the other services' tables say that a lost message would have told.
@Repository
class MissedMessageRepository {

    private final JdbcClient jdbc;

    MissedMessageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Stripe reported success in this time, or would not make the refund, and there are neither tickets nor a
    /// refund. Both tables hold only what did not end well at once, so the look costs the same however much is
    /// sold.
    List<PaidWithoutTicket> findPaidWithoutTicket(Instant from, Instant until) {
        return jdbc.sql("""
                        select distinct b.id, b.event_id, b.buyer
                          from (select event_id, booking_id from booking.payment_event
                                 where type = 'payment_intent.succeeded' and received_at between :from and :until
                                union all
                                select event_id, booking_id from booking.refund
                                 where status = 'FAILED' and reason = 'NO_TICKET' and created_at between :from and :until) p
                          join booking.booking b on b.event_id = p.event_id and b.id = p.booking_id
                         where b.status not in ('CONFIRMED', 'PARTIALLY_REFUNDED')
                           and not exists (select 1 from booking.refund r
                                            where r.event_id = b.event_id and r.booking_id = b.id and r.status <> 'FAILED')
                           and not exists (select 1 from support.support_case s
                                            where s.source_key = 'PAYMENT_WITHOUT_TICKET:' || b.id)
                        """)
                .param("from", UtcTime.of(from))
                .param("until", UtcTime.of(until))
                .query((row, _) -> new PaidWithoutTicket(
                        row.getObject("id", UUID.class), row.getObject("event_id", UUID.class), row.getString("buyer")))
                .list();
    }

    /// M3: refunds that failed after all, whose money is still owed.
    List<MoneyCaseService.Trouble> findFailedRefunds(Instant from, Instant until) {
        return jdbc.sql("""
                        select r.id, r.booking_id, r.event_id, b.buyer, r.failure_code
                          from booking.refund r join booking.booking b on b.event_id = r.event_id and b.id = r.booking_id
                         where r.status = 'FAILED' and r.is_owed and r.updated_at between :from and :until
                           and not exists (select 1 from support.support_case s where s.source_key = 'REFUND_FAILED:' || r.id)
                        """)
                .param("from", UtcTime.of(from))
                .param("until", UtcTime.of(until))
                .query((row, _) -> new MoneyCaseService.Trouble(
                        row.getObject("booking_id", UUID.class),
                        row.getObject("event_id", UUID.class),
                        row.getString("buyer"),
                        String.valueOf(row.getObject("id", UUID.class)),
                        row.getString("failure_code")))
                .list();
    }

    /// M8: whether the money of a payment without ticket is back.
    boolean isStrayMoneyBack(UUID booking) {
        return jdbc.sql("""
                        select coalesce(bool_and(status in ('SUCCEEDED', 'ELSEWHERE')), false) from booking.refund
                         where booking_id = ? and reason = 'NO_TICKET'
                        """).param(booking).query(Boolean.class).single();
    }

    /// Bookings that have their tickets or their money back, and whose cases nobody has in hand and nobody has
    /// resolved: the message was lost.
    List<SettledBooking> findSettled(Instant from) {
        return jdbc.sql("""
                        select distinct b.id, b.status from support.support_case s
                          join booking.booking b on b.id = s.booking_id
                         where s.created_at > :from and s.source = 'PLATFORM' and s.owner is null
                           and s.status not in ('RESOLVED', 'CLOSED') and b.status in ('CONFIRMED', 'REFUNDED')
                        """)
                .param("from", UtcTime.of(from))
                .query((row, _) -> new SettledBooking(
                        row.getObject("id", UUID.class), row.getString("status").equals("CONFIRMED")))
                .list();
    }

    List<CancelledEvent> findCancelledEvents(Instant from) {
        return jdbc.sql("""
                        select e.id, e.name from catalog.event e
                         where e.status = 'CANCELLED' and e.cancelled_at > :from
                           and not exists (select 1 from support.incident i
                                            where i.scope_id = e.id and i.origin = 'PLATFORM')
                        """)
                .param("from", UtcTime.of(from))
                .query((row, _) -> new CancelledEvent(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
