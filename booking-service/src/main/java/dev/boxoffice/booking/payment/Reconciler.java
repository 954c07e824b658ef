package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingQueries;
import dev.boxoffice.booking.booking.BookingTransitions;
import dev.boxoffice.booking.payment.PaymentState.Declined;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Asks Stripe about bookings of which nothing was heard: a lost webhook, a lost answer, a crash between any
/// two steps. It is an index of due times in Postgres, shared by all instances.
@Component
class Reconciler implements Chores.Chore {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /// A lease, not a lock: whoever dies with it lets the next one look when it has run out.
    private static final String TAKE_DUE = """
            update booking.booking set next_check_at = :leasedUntil
             where (event_id, id) in (
                select event_id, id from booking.booking where next_check_at <= :now
                 order by next_check_at limit :batch for update skip locked)
            returning\s""" + BookingQueries.COLUMNS;

    private static final String TAKE_ONE = """
            update booking.booking set next_check_at = :leasedUntil
             where (event_id, id) in (
                select event_id, id from booking.booking
                 where id = :id and status in ('PROCESSING', 'REQUIRES_ACTION') for update)
            returning\s""" + BookingQueries.COLUMNS;

    private final JdbcClient jdbc;
    private final StripePayments stripe;
    private final Settlement settlement;
    private final BookingTransitions transitions;
    private final Terms terms;

    /// @param stripe for how long Stripe remembers idempotency keys
    @Component
    record Terms(PaymentProperties payments, StripeProperties stripe, Clock clock, MeterRegistry metrics) {}

    Reconciler(
            JdbcClient jdbc,
            StripePayments stripe,
            Settlement settlement,
            BookingTransitions transitions,
            Terms terms) {
        this.jdbc = jdbc;
        this.stripe = stripe;
        this.settlement = settlement;
        this.transitions = transitions;
        this.terms = terms;
    }

    /// Something happened to a payment that only Stripe can put in order.
    void checkSoon(UUID event, UUID booking) {
        jdbc.sql("""
                        update booking.booking set next_check_at = ?
                         where event_id = ? and id = ? and status in ('PROCESSING', 'REQUIRES_ACTION')
                        """).params(utc(terms.clock().instant()), event, booking).update();
    }

    @Override
    public List<Runnable> due() {
        var now = terms.clock().instant();
        var due = jdbc.sql(TAKE_DUE)
                .param("now", utc(now))
                .param("leasedUntil", utc(now.plus(terms.payments().checkLease())))
                .param("batch", terms.payments().checkBatch())
                .query((row, _) -> BookingQueries.read(row))
                .list();
        return due.stream().<Runnable>map(booking -> () -> check(booking, now)).toList();
    }

    /// The same look for one booking, now, because an operator asks. One whose payment is settled here is looked up
    /// too: money that Stripe took nevertheless is booked or given back.
    PaymentState checkNow(Booking booking) {
        var now = terms.clock().instant();
        return jdbc.sql(TAKE_ONE)
                .param("leasedUntil", utc(now.plus(terms.payments().checkLease())))
                .param("id", booking.id())
                .query((row, _) -> BookingQueries.read(row))
                .optional()
                .map(open -> check(open, now))
                .orElseGet(() -> lookAgain(booking));
    }

    private PaymentState lookAgain(Booking settled) {
        var intent = settled.attempt().intent();
        if (intent == null) {
            return new PaymentState.Unknown("no payment was begun");
        }
        var state = stripe.look(intent);
        if (state instanceof PaymentState.Succeeded) {
            settlement.settle(settled, state);
        }
        return state;
    }

    private PaymentState check(Booking booking, Instant now) {
        if (booking.isFree()) {
            transitions.confirm(booking.event(), booking.id(), null, null, now);
            return new PaymentState.Unknown("nothing to pay");
        }
        var state = now.isBefore(booking.attempt().deadline()) ? ask(booking, now) : end(booking, now);
        log.info(
                "Booking {} in attempt {}: Stripe says {}",
                booking.id(),
                booking.attempt().number(),
                state);
        var late = now.isBefore(booking.attempt().deadline()) ? "no" : "yes";
        var outcome = state.getClass().getSimpleName();
        terms.metrics()
                .counter("boxoffice.booking.reconciled", "state", outcome, "late", late)
                .increment();
        settlement.settle(booking, state);
        return state;
    }

    /// An attempt without an answer is sent again: the same idempotency key gives the first answer.
    private PaymentState ask(Booking booking, Instant now) {
        var attempt = booking.attempt();
        if (attempt.answered() && attempt.intent() != null) {
            return stripe.look(attempt.intent());
        }
        return isForgotten(booking, now) ? stripe.search(booking) : stripe.attempt(booking);
    }

    /// The time is up. Cancel at Stripe first, and release only what can no longer be paid; if it was paid,
    /// book.
    private PaymentState end(Booking booking, Instant now) {
        var intent = booking.attempt().intent();
        if (intent != null) {
            return stripe.cancel(intent);
        }
        var found = isForgotten(booking, now) ? stripe.search(booking) : stripe.preventAttempt(booking);
        return switch (found) {
            case PaymentState.AwaitingMethod(var started, var _, var _) -> stripe.cancel(started);
            case PaymentState.ActionRequired(var started, var _) -> stripe.cancel(started);
            case PaymentState.Succeeded _,
                    Declined _,
                    PaymentState.Processing _,
                    PaymentState.Canceled _,
                    PaymentState.Unknown _ -> found;
        };
    }

    private boolean isForgotten(Booking booking, Instant now) {
        return now.isAfter(booking.attempt().startedAt().plus(terms.stripe().idempotencyLife()));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
