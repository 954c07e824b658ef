package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.commit.DeadlockRetry;
import dev.boxoffice.booking.commit.GroupCommit;
import dev.boxoffice.booking.commit.GroupCommitProperties;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.tracing.TracePropagation;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Moves bookings and their seats, each step one statement that a wrong state makes do nothing.
@Repository
class BookingTransitionRepository {

    /// How both statements end: nothing is in flight any more; what Redis and the readers of the stream have yet
    /// to be told; what was moved.
    private static final String RECORDED = """
            , settled as (
                delete from booking.payment_in_flight
                 where event_id = :event and booking_id = :booking and exists (select from booking)
            ), message as (
                insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals,
                    ready)
                select uuidv7(), :message, id, jsonb_strip_nulls(jsonb_build_object('bookingId', id, 'eventId', :event::text,
                       'buyer', buyer, 'ordinals', ordinals, 'failureCode', :failure::text, 'reason', :cancelReason::text,
                       'total', jsonb_build_object('amount', amount, 'currency', currency))), :now, :trace,
                       :event, ordinals, false
                  from booking
                returning id, payload::text payload
            )
            select b.spent_admission, (select id from message) message, (select payload from message) payload,
                   (select array_agg(ordinal order by ordinal) from ticket) moved,
                   (select array_agg(version order by ordinal) from ticket) versions,
                   (select min(status) from ticket) seats,
                   (select pg_logical_emit_message(true, 'boxoffice.trace', :trace) where :trace::text is not null) traced,\s""" + BookingRowMapper.SETTLED_COLUMNS + " from booking b";

    /// Acting is decided by the booking's state alone, so that a repeat, or the same outcome from another source,
    /// changes nothing and writes nothing. A payment is entered as captured once: with the booking it buys, or with
    /// the refund of what buys nothing. What goes back therefore fails the statement by the constraint
    /// `ledger_entry_once`.
    private static final String CONFIRM = """
            with booking as (
                update booking.booking
                   set status = 'CONFIRMED', payment_intent_id = coalesce(payment_intent_id, :intent), failure_code = null,
                       version = version + 1, updated_at = :now
                 where event_id = :event and id = :booking and status = any(:sources) and (:shared or not exists (
                       select from booking.resale_ticket where event_id = :event and buyer_booking_id = :booking and state = 'OFFERED'))
                   and (payment_intent_id is null or payment_intent_id = :intent)
                   and amount = :amount and currency = :currency
                returning admission_id spent_admission,\s""" + BookingRowMapper.RETURNED + """

            ), ticket as (
                update inventory.ticket t
                   set status = 'BOOKED', version = t.version + 1, changed_at = :now
                  from booking b
                 where t.event_id = :event and t.ordinal = any(b.ordinals) and t.booking_id = b.id and t.status = 'RESERVED'
                returning t.ordinal, t.version, t.status
            ), captured as (
                insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
                select :event, id, 'CAPTURE', :intent, :intent, amount, currency, :now from booking
                 where :intent::text is not null and amount > 0
            )
            """ + RECORDED;

    /// Gives the seats back of a booking that was not paid: to the waitlist's offer it was made of, while that
    /// lasts; to the waitlist, where the hold is over and somebody waits; else to the hold, and so to the sale.
    private static final String RELEASE = """
            with booking as (
                update booking.booking
                   set status = :status, failure_code = :failure, cancel_reason = :cancelReason,
                       payment_intent_id = case when :dropIntent then null else coalesce(payment_intent_id, :intent) end,
                       version = version + 1, updated_at = :now
                 where event_id = :event and id = :booking and status = any(:sources)
                   and (:attempt::integer is null or attempt = :attempt)
                   and (:shared or not exists (select from booking.resale_ticket
                                                where event_id = :event and buyer_booking_id = :booking and state = 'OFFERED'))
                   and not (:yields and exists (select from booking.cancellation_item
                                                 where event_id = :event and booking_id = :booking and next_attempt_at is not null))
                returning null::text spent_admission, quantity,\s""" + BookingRowMapper.RETURNED + """

            ), ticket as (
                update inventory.ticket t
                   set status = case when k.kept_for is null then 'AVAILABLE' else 'RESERVED' end, booking_id = k.kept_for,
                       owner = null, version = t.version + 1, changed_at = :now
                  from booking b
                 cross join lateral (
                    select coalesce(o.current, case when (:freesHold or o.is_over) and booking.is_waited_for(:event) then :event end) kept_for
                      from (select (select id from booking.waitlist_entry
                                     where event_id = :event and hold_key = b.hold_key and state = 'OFFERED' and expires_at > :now) current,
                                   exists (select from booking.waitlist_entry
                                            where event_id = :event and hold_key = b.hold_key) is_over) o) k
                 where t.event_id = :event and t.ordinal = any(b.ordinals) and t.booking_id = b.id
                returning t.ordinal, t.version, t.status
            ), counted as (
                update booking.customer_tickets c set quantity = c.quantity - b.quantity
                  from booking b where c.event_id = :event and c.buyer = b.buyer
            ), code_returned as (
                update booking.code_use u set uses = u.uses - 1, version = u.version + 1
                  from booking b
                 where u.event_id = :event and u.number = b.code_number and u.scope in ('', :scope)
            )
            """ + RECORDED;

    private static final String RECORD_ANSWER = """
            with booking as (
                update booking.booking
                   set status = :status, payment_intent_id = :intent, version = version + 1, updated_at = :now
                 where event_id = :event and id = :booking and attempt = :attempt and status = any(:sources)
                returning id
            )
            update booking.payment_in_flight
               set answered = true, client_secret = coalesce(:secret, client_secret), next_check_at = :nextCheck
             where event_id = :event and booking_id = :booking and exists (select from booking)
            """;

    private static final String RECORD_UNBOOKED = """
            insert into booking.payment_event (event_id, stripe_id, type, booking_id, received_at)
            values (?, ?, 'payment_intent.succeeded', ?, ?) on conflict do nothing
            """;

    /// Whoever cancels the booking need wait no longer.
    private static final String HASTEN_CANCELLATION = """
            update booking.cancellation_item set next_attempt_at = ?
             where event_id = ? and booking_id = ? and next_attempt_at > ? and last_error is not null
            """;

    /// The news that a booking's payment has succeeded.
    ///
    /// @param intent the PaymentIntent; null where nothing had to be paid
    /// @param paid what was captured
    /// @param trace to be told with the booking's message
    record Confirmation(
            UUID event,
            UUID booking,
            @Nullable String intent,
            Money paid,
            Instant now,
            @Nullable String trace) {

        static final String MESSAGE = "BookingConfirmed";
    }

    /// Why seats are given back.
    ///
    /// @param attempt the only attempt to be ended; null where the booking as such ends
    /// @param intent the PaymentIntent that another card may be tried on
    /// @param dropIntent whether another try needs a new PaymentIntent
    /// @param yields whether nothing is done while the booking is being cancelled: that ends it
    record Release(
            BookingStatus status,
            @Nullable Integer attempt,
            @Nullable String failure,
            @Nullable CancelReason reason,
            @Nullable String intent,
            boolean dropIntent,
            boolean yields) {}

    /// What Stripe has said of an attempt that is not over.
    ///
    /// @param secret lets the buyer's browser act
    record Answer(
            BookingStatus status, String intent, @Nullable String secret, Instant nextCheck) {}

    private final JdbcClient jdbc;
    private final TracePropagation traces;
    private final GroupCommit<UUID, Confirmation, Optional<BookingTransition>> commits;

    BookingTransitionRepository(
            JdbcClient jdbc,
            TracePropagation traces,
            GroupConfirmationRepository groups,
            GroupCommitProperties limits,
            MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.traces = traces;
        this.commits = new GroupCommit<>(
                limits,
                news -> Set.of(news.booking()),
                news -> confirm(news, false),
                groups::confirm,
                metrics,
                "confirmation");
    }

    /// @param shared whether the caller sees to the tickets that it has from other bookings; else such a booking is
    /// left alone
    /// @throws DuplicateKeyException where the booking waits for a payment that goes back
    Optional<BookingTransition> confirm(
            UUID event, UUID booking, @Nullable String intent, Money paid, boolean shared, Instant now) {
        var news = new Confirmation(event, booking, intent, paid, now, traces.current());
        return shared ? confirm(news, true) : commits.call(event, news);
    }

    private Optional<BookingTransition> confirm(Confirmation news, boolean shared) {
        return run(
                shared,
                () -> jdbc.sql(CONFIRM)
                        .param("shared", shared)
                        .param("event", news.event())
                        .param("booking", news.booking())
                        .param("intent", news.intent(), Types.VARCHAR)
                        .param("amount", news.paid().amount())
                        .param("currency", news.paid().currency())
                        .param("sources", BookingStatus.CONFIRMED.sources())
                        .param("message", Confirmation.MESSAGE)
                        .param("failure", null, Types.VARCHAR)
                        .param("cancelReason", null, Types.VARCHAR)
                        .param("now", utc(news.now()))
                        .param("trace", news.trace(), Types.VARCHAR)
                        .query((row, number) ->
                                BookingTransition.read(row, number, Confirmation.MESSAGE, news.now(), news.trace()))
                        .optional());
    }

    /// @param shared as in [#confirm]
    Optional<BookingTransition> release(Booking booking, Release release, boolean shared, Instant now) {
        var reason = release.reason();
        var trace = traces.current();
        var message = release.status() == BookingStatus.CANCELLED ? "BookingCancelled" : "BookingPaymentFailed";
        return run(
                shared,
                () -> jdbc.sql(RELEASE)
                        .param("shared", shared)
                        .param("event", booking.event())
                        .param("booking", booking.id())
                        .param("scope", UserHash.of(booking.buyer()).text())
                        .param("attempt", release.attempt(), Types.INTEGER)
                        .param("status", release.status().name())
                        .param("sources", BookingStatus.inFlight())
                        .param("failure", release.failure(), Types.VARCHAR)
                        .param("cancelReason", reason == null ? null : reason.name(), Types.VARCHAR)
                        .param("intent", release.intent(), Types.VARCHAR)
                        .param("dropIntent", release.dropIntent())
                        .param("yields", release.yields())
                        .param("freesHold", release.dropIntent() || release.status() == BookingStatus.CANCELLED)
                        .param("message", message)
                        .param("now", utc(now))
                        .param("trace", trace, Types.VARCHAR)
                        .query((row, number) -> BookingTransition.read(row, number, message, now, trace))
                        .optional());
    }

    /// A cancellation that was put off, for Stripe could not cancel the payment, is tried again at once.
    void hastenCancellation(Booking booking, Instant now) {
        jdbc.sql(HASTEN_CANCELLATION)
                .params(utc(now), booking.event(), booking.id(), utc(now))
                .update();
    }

    /// What is part of a transaction cannot be repeated by itself.
    private static <T> T run(boolean shared, Supplier<T> statement) {
        return shared ? statement.get() : DeadlockRetry.run(statement);
    }

    void recordAnswer(Booking booking, Answer answer, Instant now) {
        jdbc.sql(RECORD_ANSWER)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("attempt", booking.attempt().number())
                .param("status", answer.status().name())
                .param("sources", answer.status().sources())
                .param("intent", answer.intent())
                .param("secret", answer.secret(), Types.VARCHAR)
                .param("nextCheck", utc(answer.nextCheck()))
                .param("now", utc(now))
                .update();
    }

    /// A success that Stripe's webhook told of and that made no booking of this: the desk looks for what becomes
    /// of it.
    void recordUnbooked(UUID event, UUID booking, String stripeEvent, Instant now) {
        jdbc.sql(RECORD_UNBOOKED).params(event, stripeEvent, booking, utc(now)).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
