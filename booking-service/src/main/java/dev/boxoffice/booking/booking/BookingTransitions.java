package dev.boxoffice.booking.booking;

import static dev.boxoffice.booking.booking.SeatClaims.utc;

import dev.boxoffice.booking.seats.SeatChange;
import dev.boxoffice.booking.seats.TicketState.Status;
import dev.boxoffice.platform.tracing.TracePropagation;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Moves bookings and their seats, each step one statement that a wrong state makes do nothing.
@Repository
public class BookingTransitions {

    private static final Logger log = LoggerFactory.getLogger(BookingTransitions.class);

    /// Stripe's event is recorded in the statement that acts on it. Acting is decided by the booking's state
    /// alone, so that a repeat, or another road to the same news, changes nothing.
    private static final String CONFIRM = """
            with seen as (
                insert into booking.payment_event (event_id, stripe_id, type, booking_id, received_at)
                select :event, :stripeEvent, 'payment_intent.succeeded', :booking, :now where :stripeEvent is not null
                on conflict do nothing
            ), booking as (
                update booking.booking
                   set status = 'CONFIRMED', payment_intent_id = coalesce(payment_intent_id, :intent), attempt_answered = true,
                       failure_code = null, client_secret = null, next_check_at = null,
                       version = version + 1, updated_at = :now
                 where event_id = :event and id = :booking and status = any(:sources)
                   and (payment_intent_id is null or payment_intent_id = :intent)
                returning id, buyer, ordinals, amount, currency, admission_id
            ), ticket as (
                update inventory.ticket t
                   set status = 'BOOKED', version = t.version + 1, changed_at = :now
                  from booking b
                 where t.event_id = :event and t.ordinal = any(b.ordinals) and t.booking_id = b.id and t.status = 'RESERVED'
                returning t.ordinal, t.version
            ), mirrored as (
                insert into booking.mirror_outbox (event_id, booking_id, ordinals, changed_at)
                select :event, id, ordinals, :now from booking
                returning id
            ), told as (
                insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent)
                select uuidv7(), 'BookingConfirmed', id, jsonb_build_object('bookingId', id, 'eventId', :event::text,
                       'buyer', buyer, 'ordinals', ordinals,
                       'total', jsonb_build_object('amount', amount, 'currency', currency)), :now, :trace
                  from booking
            )
            select b.buyer, b.admission_id, b.ordinals wanted, (select id from mirrored) mirrored,
                   (select array_agg(ordinal order by ordinal) from ticket) ordinals,
                   (select array_agg(version order by ordinal) from ticket) versions,
                   (select pg_logical_emit_message(true, 'boxoffice.trace', :trace) where :trace::text is not null) traced
              from booking b
            """;

    /// Gives the seats back: a payment that failed, or a booking that was cancelled (then with its refund).
    private static final String RELEASE = """
            with booking as (
                update booking.booking
                   set status = :status, failure_code = :failure, cancel_reason = :cancelReason, attempt_answered = true,
                       payment_intent_id = case when :dropIntent then null else coalesce(payment_intent_id, :intent) end,
                       client_secret = null, next_check_at = null, version = version + 1, updated_at = :now
                 where event_id = :event and id = :booking and status = any(:sources)
                   and (:attempt::integer is null or attempt = :attempt)
                   and (:cancelReason::text is distinct from 'CUSTOMER' or not exists (
                       select from booking.check_in c
                        where c.event_id = :event and c.ordinal = any(ordinals) and c.booking_id = :booking))
                returning id, buyer, ordinals, quantity, amount, currency, payment_intent_id
            ), ticket as (
                update inventory.ticket t
                   set status = 'AVAILABLE', booking_id = null, owner = null, version = t.version + 1, changed_at = :now
                  from booking b
                 where t.event_id = :event and t.ordinal = any(b.ordinals) and t.booking_id = b.id
                returning t.ordinal, t.version
            ), counted as (
                update booking.customer_tickets c set quantity = c.quantity - b.quantity
                  from booking b where c.event_id = :event and c.buyer = b.buyer
            ), refunded as (
                insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason,
                    next_attempt_at, created_at, updated_at)
                select :event, uuidv7(), id, payment_intent_id, amount, currency, :cancelReason, :now, :now, :now
                  from booking where :cancelReason is not null and amount > 0 and payment_intent_id is not null
                on conflict do nothing
            ), mirrored as (
                insert into booking.mirror_outbox (event_id, booking_id, ordinals, changed_at)
                select :event, id, ordinals, :now from booking
                returning id
            ), told as (
                insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent)
                select uuidv7(), :message, id, jsonb_strip_nulls(jsonb_build_object('bookingId', id, 'eventId', :event::text,
                       'buyer', buyer, 'ordinals', ordinals, 'failureCode', :failure, 'reason', :cancelReason,
                       'total', jsonb_build_object('amount', amount, 'currency', currency))), :now, :trace
                  from booking
            )
            select b.buyer, null admission_id, b.ordinals wanted, (select id from mirrored) mirrored,
                   (select array_agg(ordinal order by ordinal) from ticket) ordinals,
                   (select array_agg(version order by ordinal) from ticket) versions,
                   (select pg_logical_emit_message(true, 'boxoffice.trace', :trace) where :trace::text is not null) traced
              from booking b
            """;

    private static final String ANSWERED = """
            update booking.booking
               set status = :status, attempt_answered = true, payment_intent_id = :intent,
                   client_secret = coalesce(:secret, client_secret), next_check_at = :nextCheck,
                   version = version + 1, updated_at = :now
             where event_id = :event and id = :booking and attempt = :attempt and status = any(:sources)
            """;

    private record Moved(
            String buyer,
            @Nullable String admission,
            List<Integer> wanted,
            UUID mirrored,
            List<Integer> ordinals,
            List<Long> versions) {

        static Moved read(ResultSet row) throws SQLException {
            return new Moved(
                    row.getString("buyer"),
                    row.getString("admission_id"),
                    ClaimRow.list(row, "wanted", Integer[].class),
                    row.getObject("mirrored", UUID.class),
                    ClaimRow.list(row, "ordinals", Integer[].class),
                    ClaimRow.list(row, "versions", Long[].class));
        }
    }

    private final JdbcClient jdbc;
    private final BookingNews news;
    private final BookingSignals signals;
    private final MeterRegistry metrics;
    private final TracePropagation traces;

    BookingTransitions(
            JdbcClient jdbc, BookingNews news, BookingSignals signals, MeterRegistry metrics, TracePropagation traces) {
        this.jdbc = jdbc;
        this.news = news;
        this.signals = signals;
        this.metrics = metrics;
        this.traces = traces;
    }

    /// The money is in: the tickets are the buyer's.
    ///
    /// @param stripeEvent id of the webhook that says so; null where Stripe's own answer said so
    /// @return false where the booking was not waiting for this payment
    public boolean confirm(
            UUID event, UUID booking, @Nullable String intent, @Nullable String stripeEvent, Instant now) {
        var moved = Contention.retried(() -> jdbc.sql(CONFIRM)
                .param("event", event)
                .param("booking", booking)
                .param("intent", intent, Types.VARCHAR)
                .param("stripeEvent", stripeEvent, Types.VARCHAR)
                .param("sources", BookingStatus.CONFIRMED.sources())
                .param("now", utc(now))
                .param("trace", traces.current(), Types.VARCHAR)
                .query((row, _) -> Moved.read(row))
                .optional());
        return tell(event, booking, moved, Status.BOOKED);
    }

    /// This attempt has failed: the seats go back to the hold.
    ///
    /// @param intent the PaymentIntent that another card may be tried on; null where none was made
    public boolean decline(Booking booking, @Nullable String intent, String failureCode, Instant now) {
        return release(booking, new Release(BookingStatus.PAYMENT_FAILED, failureCode, null, intent, false), now);
    }

    /// The payment can no longer succeed: its PaymentIntent is cancelled, so another try needs a new one.
    public boolean giveUp(Booking booking, String failureCode, Instant now) {
        return release(booking, new Release(BookingStatus.PAYMENT_FAILED, failureCode, null, null, true), now);
    }

    /// Gives the seats back at once and has the money follow.
    public boolean cancel(Booking booking, CancelReason reason, Instant now) {
        return release(booking, new Release(BookingStatus.CANCELLED, null, reason, null, false), now);
    }

    private record Release(
            BookingStatus status,
            @Nullable String failure,
            @Nullable CancelReason reason,
            @Nullable String intent,
            boolean dropIntent) {}

    private boolean release(Booking booking, Release release, Instant now) {
        var cancelled = release.status() == BookingStatus.CANCELLED;
        var moved = Contention.retried(() -> jdbc.sql(RELEASE)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("attempt", cancelled ? null : booking.attempt().number(), Types.INTEGER)
                .param("status", release.status().name())
                .param("sources", release.status().sources())
                .param("failure", release.failure(), Types.VARCHAR)
                .param(
                        "cancelReason",
                        release.reason() == null ? null : release.reason().name(),
                        Types.VARCHAR)
                .param("intent", release.intent(), Types.VARCHAR)
                .param("dropIntent", release.dropIntent())
                .param("message", cancelled ? "BookingCancelled" : "BookingPaymentFailed")
                .param("now", utc(now))
                .param("trace", traces.current(), Types.VARCHAR)
                .query((row, _) -> Moved.read(row))
                .optional());
        return tell(booking.event(), booking.id(), moved, Status.AVAILABLE);
    }

    private boolean tell(UUID event, UUID booking, Optional<Moved> moved, Status seats) {
        moved.ifPresent(it -> {
            if (it.ordinals().size() != it.wanted().size()) {
                log.error(
                        "Booking {} of event {} moved {} of its {} tickets",
                        booking,
                        event,
                        it.ordinals(),
                        it.wanted());
            }
            var owner = seats == Status.AVAILABLE ? null : it.buyer();
            var tickets = ClaimRow.tickets(it.ordinals(), it.versions(), seats, owner);
            metrics.counter("boxoffice.booking.bookings", "seats", seats.name()).increment();
            news.tell(new SeatChange(event, booking, it.mirrored(), tickets, it.admission()));
        });
        return moved.isPresent();
    }

    /// Stripe has answered this attempt, but the payment is not over.
    ///
    /// @param status what it waits for: the buyer, or Stripe
    public boolean answered(
            Booking booking,
            BookingStatus status,
            String intent,
            @Nullable String secret,
            Instant nextCheck,
            Instant now) {
        var moved = jdbc.sql(ANSWERED)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("attempt", booking.attempt().number())
                .param("status", status.name())
                .param("sources", status.sources())
                .param("intent", intent)
                .param("secret", secret, Types.VARCHAR)
                .param("nextCheck", utc(nextCheck))
                .param("now", utc(now))
                .update();
        signals.wake(booking.id());
        return moved == 1;
    }
}
