package dev.boxoffice.booking.payment.reconciliation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRowMapper;
import dev.boxoffice.booking.payment.PaymentProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// When Stripe is to be asked about which booking: the table of what is in flight, shared by all instances.
@Repository
class PaymentCheckRepository {

    /// Payments that should have ended.
    record Overdue(long payments, Duration oldest) {}

    /// A lease, not a lock: should an instance die with it, the next one looks when it has run out.
    private static final String TAKE_DUE = """
            with f as (
                update booking.payment_in_flight set next_check_at = :leasedUntil
                 where (event_id, booking_id) in (
                    select event_id, booking_id from booking.payment_in_flight where next_check_at <= :now
                     order by next_check_at limit :batch for update skip locked)
                returning *
            )
            select\s""" + BookingRowMapper.COLUMNS + """
              from f join booking.booking b on b.event_id = f.event_id and b.id = f.booking_id
            """;

    private static final String TAKE = """
            update booking.payment_in_flight f set next_check_at = :leasedUntil
              from booking.booking b
             where b.id = :id and b.status in ('PROCESSING', 'REQUIRES_ACTION')
               and f.event_id = b.event_id and f.booking_id = b.id
            returning\s""" + BookingRowMapper.COLUMNS;

    /// What was claimed once more while it was being settled can leave its row behind.
    private static final String FORGET = """
            delete from booking.payment_in_flight f
             where f.event_id = :event and f.booking_id = :booking
               and not exists (select from booking.booking b
                                where b.event_id = :event and b.id = :booking
                                  and b.status in ('PROCESSING', 'REQUIRES_ACTION'))
            """;

    private final JdbcClient jdbc;
    private final PaymentProperties properties;

    PaymentCheckRepository(JdbcClient jdbc, PaymentProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    List<Booking> takeDue(Instant now) {
        return jdbc.sql(TAKE_DUE)
                .param("now", utc(now))
                .param("leasedUntil", utc(now.plus(properties.checkLease())))
                .param("batch", properties.checkBatch())
                .query(new BookingRowMapper())
                .list();
    }

    /// Nothing of it is in flight, so there is nothing to ask Stripe.
    void forget(Booking booking) {
        jdbc.sql(FORGET)
                .param("event", booking.event())
                .param("booking", booking.id())
                .update();
    }

    /// Empty where the payment is no longer open.
    Optional<Booking> take(UUID id, Instant now) {
        return jdbc.sql(TAKE)
                .param("leasedUntil", utc(now.plus(properties.checkLease())))
                .param("id", id)
                .query(new BookingRowMapper())
                .optional();
    }

    void makeDue(UUID event, UUID booking, Instant now) {
        jdbc.sql("""
                        update booking.payment_in_flight set next_check_at = ? where event_id = ? and booking_id = ?
                        """).params(utc(now), event, booking).update();
    }

    /// Of what is in flight, which is all that this table holds.
    Overdue overdue(Instant now) {
        return jdbc.sql("""
                        select count(*), coalesce(extract(epoch from ?::timestamptz - min(deadline)), 0)
                          from booking.payment_in_flight where deadline < ?
                        """)
                .params(utc(now), utc(now))
                .query((row, _) -> new Overdue(row.getLong(1), Duration.ofMillis((long) (row.getDouble(2) * 1_000))))
                .single();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
