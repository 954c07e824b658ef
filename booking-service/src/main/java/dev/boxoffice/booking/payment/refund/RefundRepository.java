package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.booking.payment.stripe.BookingRefund;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.money.Money;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Refunds, from when they are due until Stripe has made them.
@Repository
class RefundRepository {

    /// A lease, not a lock: should an instance die with it, the next one looks when it has run out.
    private static final String TAKE_DUE = """
            update booking.refund set next_attempt_at = :leasedUntil, attempts = attempts + 1
             where (event_id, id) in (
                select event_id, id from booking.refund where next_attempt_at <= :now
                 order by next_attempt_at limit :batch for update skip locked)
            returning event_id, id, booking_id, payment_intent_id, stripe_refund_id, attempts, amount, currency,
                      reason = 'NO_TICKET' whole
            """;

    /// The booking is refunded once its own payment is; money that was captured beside it changes nothing for it.
    private static final String SUCCEED = """
            with refund as (
                update booking.refund
                   set status = 'SUCCEEDED', stripe_refund_id = :stripeId, next_attempt_at = null, updated_at = :now
                 where event_id = :event and id = :refund and status <> 'SUCCEEDED'
                returning booking_id, payment_intent_id
            ), booking as (
                update booking.booking b set status = 'REFUNDED', version = b.version + 1, updated_at = :now
                  from refund r
                 where b.event_id = :event and b.id = r.booking_id and b.payment_intent_id = r.payment_intent_id
                   and b.status = 'CANCELLED'
                returning b.id, b.buyer, b.amount, b.currency
            )
            insert into booking.outbox (id, type, aggregate_id, payload, occurred_at)
            select uuidv7(), 'BookingRefunded', id, jsonb_build_object('bookingId', id, 'eventId', :event::text,
                   'buyer', buyer, 'total', jsonb_build_object('amount', amount, 'currency', currency)), :now
              from booking
            """;

    private static final String INSERT_WITHOUT_TICKET = """
            with refunded as (
                insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency,
                    reason, next_attempt_at, created_at, updated_at)
                values (:event, :refund, :booking, :intent, :amount, :currency, 'NO_TICKET', :now, :now, :now)
                on conflict do nothing
                returning id
            )
            insert into booking.outbox (id, type, aggregate_id, payload, occurred_at)
            select uuidv7(), 'PaymentCapturedWithoutTicket', :booking, jsonb_build_object(
                   'bookingId', :booking::text, 'eventId', :event::text, 'buyer', :buyer::text,
                   'paymentIntentId', :intent::text, 'reason', :reason::text,
                   'total', jsonb_build_object('amount', :amount::bigint, 'currency', :currency::text)), :now
              from refunded
            """;

    private final JdbcClient jdbc;
    private final PaymentProperties properties;

    RefundRepository(JdbcClient jdbc, PaymentProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    List<BookingRefund> takeDue(Instant now) {
        return jdbc.sql(TAKE_DUE)
                .param("now", utc(now))
                .param("leasedUntil", utc(now.plus(properties.checkLease())))
                .param("batch", properties.checkBatch())
                .query((row, _) -> new BookingRefund(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        new Money(row.getLong("amount"), row.getString("currency")),
                        row.getBoolean("whole"),
                        row.getString("stripe_refund_id"),
                        row.getInt("attempts")))
                .list();
    }

    Optional<UUID> findByStripeId(UUID event, UUID booking, String stripeId) {
        return jdbc.sql("select id from booking.refund where event_id = ? and booking_id = ? and stripe_refund_id = ?")
                .params(event, booking, stripeId)
                .query(UUID.class)
                .optional();
    }

    /// @param code why Stripe refused it
    /// @param next when it is tried or looked at again; null for never
    void record(
            BookingRefund refund,
            String status,
            @Nullable String stripeId,
            @Nullable String code,
            @Nullable Instant next,
            Instant now) {
        jdbc.sql("""
                        update booking.refund
                           set status = :status, stripe_refund_id = coalesce(:stripeId, stripe_refund_id),
                               failure_code = :code, next_attempt_at = :next, updated_at = :now
                         where event_id = :event and id = :refund and status <> 'SUCCEEDED'
                        """)
                .param("status", status)
                .param("stripeId", stripeId, Types.VARCHAR)
                .param("code", code, Types.VARCHAR)
                .param("next", next == null ? null : utc(next), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", utc(now))
                .param("event", refund.event())
                .param("refund", refund.id())
                .update();
    }

    void makeDue(UUID event, UUID booking, Instant now) {
        jdbc.sql("""
                        update booking.refund set next_attempt_at = ?
                         where event_id = ? and booking_id = ? and status <> 'SUCCEEDED'
                        """).params(utc(now), event, booking).update();
    }

    /// @return whether the booking is refunded by this
    boolean succeed(UUID event, UUID refund, @Nullable String stripeId, Instant now) {
        return jdbc.sql(SUCCEED)
                        .param("event", event)
                        .param("refund", refund)
                        .param("stripeId", stripeId, Types.VARCHAR)
                        .param("now", utc(now))
                        .update()
                > 0;
    }

    /// @return false where this payment's refund is known already
    boolean insertWithoutTicket(Booking booking, String intent, Money captured, String reason, Instant now) {
        return jdbc.sql(INSERT_WITHOUT_TICKET)
                        .param("event", booking.event())
                        .param("refund", TimeOrderedId.next())
                        .param("booking", booking.id())
                        .param("buyer", booking.buyer())
                        .param("intent", intent)
                        .param("amount", captured.amount())
                        .param("currency", captured.currency())
                        .param("reason", reason)
                        .param("now", utc(now))
                        .update()
                > 0;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
