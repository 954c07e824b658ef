package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.RefundNews;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Gives money back, and knows when Stripe has said that it is.
@Component
class Refunds implements Chores.Chore {

    /// @param stripeId null until Stripe has taken it
    record Refund(
            UUID event,
            UUID id,
            UUID booking,
            String intent,
            long amount,
            @Nullable String stripeId,
            int attempts) {}

    private static final String TAKE_DUE = """
            update booking.refund set next_attempt_at = :leasedUntil, attempts = attempts + 1
             where (event_id, id) in (
                select event_id, id from booking.refund where next_attempt_at <= :now
                 order by next_attempt_at limit :batch for update skip locked)
            returning event_id, id, booking_id, payment_intent_id, amount, stripe_refund_id, attempts
            """;

    /// The booking is refunded once its own payment is; money that came astray beside it changes nothing for
    /// it.
    private static final String SUCCEEDED = """
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

    private final JdbcClient jdbc;
    private final StripeRefunds stripe;
    private final RefundNews news;
    private final PaymentProperties properties;
    private final Clock clock;

    Refunds(JdbcClient jdbc, StripeRefunds stripe, RefundNews news, PaymentProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.stripe = stripe;
        this.news = news;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public List<Runnable> due() {
        var now = clock.instant();
        return jdbc
                .sql(TAKE_DUE)
                .param("now", utc(now))
                .param("leasedUntil", utc(now.plus(properties.checkLease())))
                .param("batch", properties.checkBatch())
                .query((row, _) -> new Refund(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getInt(7)))
                .list()
                .stream()
                .<Runnable>map(refund -> () -> settle(refund, stripe.refund(refund)))
                .toList();
    }

    private void settle(Refund refund, StripeRefunds.State state) {
        switch (state) {
            case StripeRefunds.State.Done(var stripeId) ->
                succeeded(refund.event(), refund.booking(), refund.id(), stripeId);
            case StripeRefunds.State.Open(var stripeId) ->
                note(refund, "PENDING", stripeId, null, clock.instant().plus(properties.checkOpen()));
            case StripeRefunds.State.Refused(var code) -> note(refund, "FAILED", null, code, retryAt(refund));
            case StripeRefunds.State.Unknown() -> note(refund, "DUE", refund.stripeId(), null, retryAt(refund));
        }
    }

    /// A refused refund is tried on, ever more slowly: money is owed until it is back. The desk sees it as
    /// FAILED.
    private Instant retryAt(Refund refund) {
        return clock.instant().plus(properties.refundRetry().multipliedBy(1L << Math.min(refund.attempts(), 10)));
    }

    private void note(Refund refund, String status, @Nullable String stripeId, @Nullable String code, Instant next) {
        jdbc.sql("""
                        update booking.refund
                           set status = :status, stripe_refund_id = coalesce(:stripeId, stripe_refund_id),
                               failure_code = :code, next_attempt_at = :next, updated_at = :now
                         where event_id = :event and id = :refund and status <> 'SUCCEEDED'
                        """)
                .param("status", status)
                .param("stripeId", stripeId, Types.VARCHAR)
                .param("code", code, Types.VARCHAR)
                .param("next", utc(next))
                .param("now", utc(clock.instant()))
                .param("event", refund.event())
                .param("refund", refund.id())
                .update();
    }

    /// A webhook about a refund: found by its id at Stripe, or by our own that we gave it.
    void heard(UUID event, UUID booking, String stripeId, @Nullable String status) {
        if (!"succeeded".equals(status)) {
            return; // what is pending or failed, the next look finds
        }
        jdbc.sql("select id from booking.refund where event_id = ? and booking_id = ? and stripe_refund_id = ?")
                .params(event, booking, stripeId)
                .query(UUID.class)
                .optional()
                .ifPresentOrElse(refund -> succeeded(event, booking, refund, stripeId), () -> lookSoon(event, booking));
    }

    private void lookSoon(UUID event, UUID booking) {
        jdbc.sql("""
                        update booking.refund set next_attempt_at = ?
                         where event_id = ? and booking_id = ? and status <> 'SUCCEEDED'
                        """).params(utc(clock.instant()), event, booking).update();
    }

    private void succeeded(UUID event, UUID booking, UUID refund, @Nullable String stripeId) {
        var refunded = jdbc.sql(SUCCEEDED)
                .param("event", event)
                .param("refund", refund)
                .param("stripeId", stripeId, Types.VARCHAR)
                .param("now", utc(clock.instant()))
                .update();
        if (refunded > 0) {
            news.refunded(booking);
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
