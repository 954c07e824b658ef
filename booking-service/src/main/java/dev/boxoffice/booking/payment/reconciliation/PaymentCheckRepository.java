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

/// When Stripe is to be asked about which booking: an index of due times in Postgres, shared by all instances.
@Repository
class PaymentCheckRepository {

    /// Payments that should have ended.
    record Overdue(long payments, Duration oldest) {}

    /// A lease, not a lock: should an instance die with it, the next one looks when it has run out.
    private static final String TAKE_DUE = """
            update booking.booking set next_check_at = :leasedUntil
             where (event_id, id) in (
                select event_id, id from booking.booking where next_check_at <= :now
                 order by next_check_at limit :batch for update skip locked)
            returning\s""" + BookingRowMapper.COLUMNS;

    private static final String TAKE = """
            update booking.booking set next_check_at = :leasedUntil
             where (event_id, id) in (
                select event_id, id from booking.booking
                 where id = :id and status in ('PROCESSING', 'REQUIRES_ACTION') for update)
            returning\s""" + BookingRowMapper.COLUMNS;

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
                        update booking.booking set next_check_at = ?
                         where event_id = ? and id = ? and status in ('PROCESSING', 'REQUIRES_ACTION')
                        """).params(utc(now), event, booking).update();
    }

    /// Whatever is open has a next check, so the index of those is all that is read.
    Overdue overdue(Instant now) {
        return jdbc.sql("""
                        select count(*), coalesce(extract(epoch from ?::timestamptz - min(payment_deadline)), 0)
                          from booking.booking
                         where next_check_at is not null and status in ('PROCESSING', 'REQUIRES_ACTION')
                           and payment_deadline < ?
                        """)
                .params(utc(now), utc(now))
                .query((row, _) -> new Overdue(row.getLong(1), Duration.ofMillis((long) (row.getDouble(2) * 1_000))))
                .single();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
