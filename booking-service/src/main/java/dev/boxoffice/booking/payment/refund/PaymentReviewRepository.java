package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.refund.settlement.PaymentReview;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Payments that Stripe is to be asked about, and whose they are.
@Repository
class PaymentReviewRepository {

    private static final String TAKE_DUE = """
            update booking.payment_review set next_attempt_at = :leasedUntil, attempts = attempts + 1
             where (event_id, payment_intent_id) in (
                select event_id, payment_intent_id from booking.payment_review where next_attempt_at <= :now
                 order by next_attempt_at limit :batch for update skip locked)
            returning event_id, booking_id, payment_intent_id, attempts
            """;

    private final JdbcClient jdbc;

    PaymentReviewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// M4: the booking that a payment was captured for, or is in flight for, as we know it and whatever Stripe's
    /// metadata say.
    Optional<PaymentReview> findByIntent(String intent) {
        return jdbc.sql("""
                        select event_id, booking_id from booking.ledger_entry where payment_intent_id = ? and kind = 'CAPTURE' limit 1
                        """)
                .param(intent)
                .query((row, _) ->
                        new PaymentReview(row.getObject(1, UUID.class), row.getObject(2, UUID.class), intent, 0))
                .optional();
    }

    void request(PaymentReview payment, Instant now) {
        jdbc.sql("""
                        insert into booking.payment_review (event_id, payment_intent_id, booking_id, next_attempt_at)
                        select b.event_id, ?, b.id, ? from booking.booking b where b.event_id = ? and b.id = ?
                        on conflict (event_id, payment_intent_id)
                        do update set next_attempt_at = excluded.next_attempt_at, attempts = 0
                        """)
                .params(payment.intent(), utc(now), payment.event(), payment.booking())
                .update();
    }

    List<PaymentReview> takeDue(Instant now, Instant leasedUntil, int batch) {
        return jdbc.sql(TAKE_DUE)
                .param("now", utc(now))
                .param("leasedUntil", utc(leasedUntil))
                .param("batch", batch)
                .query((row, _) -> new PaymentReview(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3), row.getInt(4)))
                .list();
    }

    /// Unless it was asked for once more meanwhile.
    void done(PaymentReview payment) {
        jdbc.sql("delete from booking.payment_review where event_id = ? and payment_intent_id = ? and attempts = ?")
                .params(payment.event(), payment.intent(), payment.attempts())
                .update();
    }

    void postpone(PaymentReview payment, Instant next) {
        jdbc.sql("""
                        update booking.payment_review set next_attempt_at = ?
                         where event_id = ? and payment_intent_id = ? and attempts = ?
                        """)
                .params(utc(next), payment.event(), payment.intent(), payment.attempts())
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
