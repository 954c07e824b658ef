package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.ledger.CashPayment;
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

/// A booking's refunds, from when they are due until Stripe has made them. The database lets no sum of them
/// exceed what was captured.
@Repository
public class RefundRepository {

    /// A lease, not a lock: should an instance die with it, the next one looks when it has run out. The longest
    /// overdue first, and what has failed comes back ever later: however many always fail, the others have their
    /// turn.
    private static final String TAKE_DUE = """
            update booking.refund set next_attempt_at = :leasedUntil, attempts = attempts + 1, parked_at = null
             where (event_id, id) in (
                select event_id, id from booking.refund where next_attempt_at <= :now
                 order by next_attempt_at limit :batch for update skip locked)
            returning *
            """;

    private static final String INSERT = """
            insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason, status,
                stripe_refund_id, note, requested_by, ticket_places, next_attempt_at, created_at, updated_at)
            values (:event, :refund, :booking, :intent, :amount, :currency, :reason, :status, :stripeId, :note, :by,
                nullif(:places::integer[], '{}'), :next, :now, :now)
            """;

    /// What goes back pays for no card tried later: the booking forgets it, and the next card has a new PaymentIntent.
    private static final String INSERT_WITHOUT_TICKET = """
            with refunded as (
                insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency,
                    reason, next_attempt_at, created_at, updated_at)
                values (:event, :refund, :booking, :intent, :amount, :currency, 'NO_TICKET', :now, :now, :now)
                on conflict do nothing
                returning id
            ), captured as (
                insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
                select :event, :booking, 'CAPTURE', :intent, :intent, :amount, :currency, :now from refunded
                on conflict on constraint ledger_entry_once do nothing
            ), forgotten as (
                update booking.booking set payment_intent_id = null, version = version + 1, updated_at = :now
                 where event_id = :event and id = :booking and payment_intent_id = :intent and status = 'PAYMENT_FAILED'
                   and exists (select from refunded)
            )
            insert into booking.outbox (id, type, aggregate_id, payload, occurred_at)
            select uuidv7(), 'PaymentCapturedWithoutTicket', :booking, jsonb_build_object(
                   'bookingId', :booking::text, 'eventId', :event::text, 'buyer', :buyer::text,
                   'paymentIntentId', :intent::text, 'reason', :reason::text,
                   'total', jsonb_build_object('amount', :amount::bigint, 'currency', :currency::text)), :now
              from refunded
            """;

    private final JdbcClient jdbc;

    RefundRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<BookingRefund> takeDue(Instant now, Instant leasedUntil, int batch) {
        return jdbc.sql(TAKE_DUE)
                .param("now", utc(now))
                .param("leasedUntil", utc(leasedUntil))
                .param("batch", batch)
                .query((row, _) -> BookingMoneyRepository.refund(row))
                .list();
    }

    public Optional<BookingRefund> find(UUID event, UUID refund) {
        return jdbc.sql("select * from booking.refund where event_id = ? and id = ?")
                .params(event, refund)
                .query((row, _) -> BookingMoneyRepository.refund(row))
                .optional();
    }

    /// @param by who asked for it, and what they say
    public UUID insertDue(
            Booking booking, String intent, Money amount, String reason, RefundRequestedBy by, Instant now) {
        var id = TimeOrderedId.next();
        var isCash = CashPayment.is(intent);
        insert(booking, id, intent, amount, reason, by)
                .param("status", (isCash ? RefundStatus.ELSEWHERE : RefundStatus.DUE).name())
                .param("stripeId", isCash ? CashPayment.idOf(id) : null, Types.VARCHAR)
                .param("next", isCash ? null : utc(now), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", utc(now))
                .update();
        if (isCash) {
            giveCash(booking, id, intent, amount, now);
        }
        return id;
    }

    /// What was paid at the box office goes back there: Stripe knows nothing of it.
    private void giveCash(Booking booking, UUID refund, String intent, Money amount, Instant now) {
        jdbc.sql("""
                        insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency,
                            recorded_at)
                        values (?, ?, 'CASH_REFUND', ?, ?, ?, ?, ?)
                        """)
                .params(booking.event(), booking.id(), intent, CashPayment.idOf(refund), -amount.amount())
                .params(amount.currency(), utc(now))
                .update();
    }

    /// A person has paid it past Stripe: nothing is left to be done.
    public UUID insertPaid(
            Booking booking, String intent, Money amount, String reason, RefundRequestedBy by, Instant now) {
        var id = TimeOrderedId.next();
        insert(booking, id, intent, amount, reason, by)
                .param("status", RefundStatus.ELSEWHERE.name())
                .param("stripeId", null, Types.VARCHAR)
                .param("next", null, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", utc(now))
                .update();
        return id;
    }

    public void insertElsewhere(Booking booking, String intent, Money amount, String stripeId, Instant now) {
        insert(booking, TimeOrderedId.next(), intent, amount, "DASHBOARD", RefundRequestedBy.NOBODY)
                .param("status", RefundStatus.ELSEWHERE.name())
                .param("stripeId", stripeId)
                .param("next", null, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", utc(now))
                .update();
    }

    private JdbcClient.StatementSpec insert(
            Booking booking, UUID id, String intent, Money amount, String reason, RefundRequestedBy by) {
        return jdbc.sql(INSERT)
                .param("event", booking.event())
                .param("refund", id)
                .param("booking", booking.id())
                .param("intent", intent)
                .param("amount", amount.amount())
                .param("currency", amount.currency())
                .param("reason", reason)
                .param("note", by.note(), Types.VARCHAR)
                .param("by", by.subject(), Types.VARCHAR)
                .param("places", by.places().toArray(Integer[]::new));
    }

    /// What Stripe has made of it.
    ///
    /// @param next when to look again; null for never
    public void settle(
            BookingRefund refund, RefundStatus status, RefundFact fact, @Nullable Instant next, Instant now) {
        jdbc.sql("""
                        update booking.refund
                           set status = :status, stripe_refund_id = :stripeId, failure_code = :code, next_attempt_at = :next,
                               updated_at = :now
                         where event_id = :event and id = :refund
                        """)
                .param("status", status.name())
                .param("stripeId", fact.stripeId())
                .param("code", fact.failureCode(), Types.VARCHAR)
                .param("next", next == null ? null : utc(next), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", utc(now))
                .param("event", refund.event())
                .param("refund", refund.id())
                .update();
    }

    /// Stripe has not taken it, or has not said so.
    ///
    /// @param code why it refused; null where its answer is unknown, so that the same key asks again
    public void postpone(BookingRefund refund, @Nullable String code, Instant next, Instant now) {
        jdbc.sql("""
                        update booking.refund
                           set failure_code = coalesce(:code, failure_code), next_attempt_at = :next, updated_at = :now,
                               key_number = key_number + case when :code::text is null then 0 else 1 end,
                               parked_at = case when :code::text is null then null else :now end
                         where event_id = :event and id = :refund and status in ('DUE', 'PENDING')
                        """)
                .param("code", code, Types.VARCHAR)
                .param("next", utc(next))
                .param("now", utc(now))
                .param("event", refund.event())
                .param("refund", refund.id())
                .update();
    }

    /// Stripe has nothing new to say of it, but perhaps of what it waits for.
    public void lookAgain(BookingRefund refund, @Nullable String code, Instant next) {
        jdbc.sql("""
                        update booking.refund set next_attempt_at = :next, failure_code = :code
                         where event_id = :event and id = :refund and status = 'PENDING'
                        """)
                .param("next", utc(next))
                .param("code", code, Types.VARCHAR)
                .param("event", refund.event())
                .param("refund", refund.id())
                .update();
    }

    /// It is not made, and nobody is owed it by us any more: the money has gone back another way.
    public void close(BookingRefund refund, String code, Instant now) {
        jdbc.sql("""
                        update booking.refund
                           set status = 'FAILED', is_owed = false, failure_code = ?, next_attempt_at = null, updated_at = ?
                         where event_id = ? and id = ? and stripe_refund_id is null
                        """).params(code, utc(now), refund.event(), refund.id()).update();
    }

    /// M3: Stripe has refused it, and another way was found. Nobody sends it afterwards.
    ///
    /// @return false where it is being sent at this moment
    public boolean closeParked(BookingRefund refund, Instant now) {
        return jdbc.sql("""
                        update booking.refund set status = 'FAILED', is_owed = false, next_attempt_at = null, updated_at = ?
                         where event_id = ? and id = ? and status = 'DUE' and parked_at is not null
                        """).params(utc(now), refund.event(), refund.id()).update() > 0;
    }

    /// Part of it has gone back another way.
    public void reduce(BookingRefund refund, long amount, Instant now) {
        jdbc.sql("""
                        update booking.refund set amount = ?, next_attempt_at = ?, key_number = key_number + 1, updated_at = ?
                         where event_id = ? and id = ? and stripe_refund_id is null
                        """)
                .params(amount, utc(now), utc(now), refund.event(), refund.id())
                .update();
    }

    /// Another refund stands for what this one has failed to give.
    public void replace(BookingRefund refund) {
        jdbc.sql("update booking.refund set is_owed = false where event_id = ? and id = ?")
                .params(refund.event(), refund.id())
                .update();
    }

    /// What people have given back of a booking, by their own decision.
    public long sumRequestedByPeople(Booking booking) {
        return jdbc.sql("""
                        select coalesce(sum(amount), 0) from booking.refund
                         where event_id = ? and booking_id = ? and requested_by is not null and status <> 'FAILED'
                        """)
                .params(booking.event(), booking.id())
                .query(Long.class)
                .single();
    }

    /// What waits is tried at once, because a person says so.
    public void makeDue(UUID event, UUID booking, Instant now) {
        jdbc.sql("""
                        update booking.refund set next_attempt_at = ?
                         where event_id = ? and booking_id = ? and status in ('DUE', 'PENDING')
                        """).params(utc(now), event, booking).update();
    }

    /// Whether no ticket stands for this payment, so that all of it goes back or has gone.
    public boolean isWithoutTicket(Booking booking, String intent) {
        return jdbc.sql("""
                        select exists (select from booking.refund
                                        where event_id = ? and payment_intent_id = ? and reason = 'NO_TICKET')
                        """)
                .params(booking.event(), intent)
                .query(Boolean.class)
                .single();
    }

    /// For whoever has locked the booking, and so knows that the payment buys nothing there.
    ///
    /// @return false where this payment's refund is known already
    public boolean insertWithoutTicket(Booking booking, String intent, Money captured, String reason, Instant now) {
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
