package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.booking.BookingTransitionRepository.Answer;
import dev.boxoffice.booking.booking.BookingTransitionRepository.Release;
import dev.boxoffice.booking.commit.DeadlockRetry;
import dev.boxoffice.booking.hold.decline.CardTry;
import dev.boxoffice.booking.hold.decline.DeclineCountStore;
import dev.boxoffice.booking.seats.TicketState.Status;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.servlet.problem.ViolatedConstraint;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/// Moves bookings from status to status, and publishes what has moved.
@Service
public class BookingTransitionService {

    /// Moves a booking that pays for tickets of other bookings: what happens to it happens to them, in one
    /// transaction.
    public interface SharedTransition {

        /// The money is in: the tickets come to this booking, and their money goes back to who had paid for them.
        ///
        /// @param statement moves the booking itself
        /// @return empty where the booking pays for no other's tickets, or is not to be moved; then nothing was
        ///     changed
        <T> Optional<T> confirm(UUID event, UUID booking, Instant now, Supplier<Optional<T>> statement);

        /// There will be no money: the tickets stay where they are.
        <T> Optional<T> release(UUID event, UUID booking, Instant now, Supplier<Optional<T>> statement);
    }

    private static final Logger log = LoggerFactory.getLogger(BookingTransitionService.class);
    private static final String CAPTURED_ONCE = "ledger_entry_once";

    private final BookingTransitionRepository transitions;
    private final BookingChangePublisher publisher;
    private final SharedTransition shared;
    private final DeclineCountStore declines;
    private final MeterRegistry metrics;

    BookingTransitionService(
            BookingTransitionRepository transitions,
            BookingChangePublisher publisher,
            SharedTransition shared,
            DeclineCountStore declines,
            MeterRegistry metrics) {
        this.transitions = transitions;
        this.publisher = publisher;
        this.shared = shared;
        this.declines = declines;
        this.metrics = metrics;
    }

    /// The money is in: the tickets are the buyer's.
    ///
    /// @param paid what was captured; the tickets cost just that, or are not given
    /// @return false where the booking was not waiting for this payment, or the payment goes back
    public boolean confirm(UUID event, UUID booking, @Nullable String intent, Money paid, Instant now) {
        var transition = unlessItGoesBack(() -> transitions
                .confirm(event, booking, intent, paid, false, now)
                .or(() -> DeadlockRetry.run(() -> shared.confirm(
                        event, booking, now, () -> transitions.confirm(event, booking, intent, paid, true, now)))));
        transition.ifPresent(made -> succeeded(made.booking()));
        return publish(transition, true);
    }

    private static <T> Optional<T> unlessItGoesBack(Supplier<Optional<T>> confirmation) {
        try {
            return confirmation.get();
        } catch (DuplicateKeyException refused) {
            if (CAPTURED_ONCE.equals(ViolatedConstraint.of(refused))) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private void succeeded(Booking booking) {
        declines.succeeded(cardOf(booking));
    }

    /// Stripe's webhook told of a success, and no tickets came of it as yet.
    public void recordUnbooked(UUID event, UUID booking, String stripeEvent, Instant now) {
        transitions.recordUnbooked(event, booking, stripeEvent, now);
    }

    /// This attempt has failed: the seats go back to the hold. Where somebody is cancelling the booking they end it,
    /// and the hold with it.
    ///
    /// @param intent the PaymentIntent that another card may be tried on; null where none was made
    public boolean decline(Booking booking, @Nullable String intent, String failureCode, Instant now) {
        var attempt = booking.attempt().number();
        declines.count(cardOf(booking));
        return release(
                booking,
                new Release(BookingStatus.PAYMENT_FAILED, attempt, failureCode, null, intent, false, true),
                now);
    }

    private static CardTry cardOf(Booking booking) {
        return new CardTry(
                UserHash.of(booking.buyer()),
                booking.event(),
                booking.holdKey(),
                booking.ordinals(),
                booking.attempt().number());
    }

    /// The payment can no longer succeed: its PaymentIntent is cancelled, so another try needs a new one.
    public boolean expire(Booking booking, String failureCode, Instant now) {
        var attempt = booking.attempt().number();
        return end(
                booking, new Release(BookingStatus.PAYMENT_FAILED, attempt, failureCode, null, null, true, false), now);
    }

    /// Its PaymentIntent is cancelled, as Stripe tells. That is no failure where somebody is cancelling the booking:
    /// they end it, and say why.
    public boolean expireUnlessCancelling(Booking booking, Instant now) {
        var attempt = booking.attempt().number();
        return end(
                booking,
                new Release(BookingStatus.PAYMENT_FAILED, attempt, "payment_canceled", null, null, true, true),
                now);
    }

    /// M7: the payment is cancelled at Stripe because nobody wants it any more.
    public boolean cancelUnpaid(Booking booking, CancelReason reason, Instant now) {
        var attempt = booking.attempt().number();
        return end(booking, new Release(BookingStatus.CANCELLED, attempt, null, reason, null, true, false), now);
    }

    private boolean end(Booking booking, Release release, Instant now) {
        var ended = release(booking, release, now);
        if (ended) {
            declines.end(cardOf(booking));
        }
        return ended;
    }

    private boolean release(Booking booking, Release release, Instant now) {
        var alone = transitions.release(booking, release, false, now);
        var transition = alone.or(() -> DeadlockRetry.run(() -> shared.release(
                booking.event(), booking.id(), now, () -> transitions.release(booking, release, true, now))));
        transition.ifPresent(_ -> publisher.publishCodeUse(booking));
        if (transition.isEmpty() && release.yields()) {
            transitions.hastenCancellation(booking, now);
        }
        return publish(transition, alone.isPresent());
    }

    /// @param isWhole whether all of its tickets had to move: those that stay others' do not
    private boolean publish(Optional<BookingTransition> transition, boolean isWhole) {
        transition.ifPresent(made -> {
            var booking = made.booking();
            if (isWhole && !made.isComplete()) {
                log.error(
                        "Booking {} of event {} moved {} of its {} tickets",
                        booking.id(),
                        booking.event(),
                        made.moved(),
                        booking.ordinals());
            }
            var seats = made.seats();
            var owner = seats == Status.BOOKED ? booking.buyer() : null;
            metrics.counter("boxoffice.booking.bookings", "seats", seats.name()).increment();
            publisher.publish(made, made.moved().as(seats, owner));
        });
        return transition.isPresent();
    }

    /// Stripe has answered this attempt, but the payment is not over.
    ///
    /// @param status what it waits for: the buyer, or Stripe
    public void recordAnswer(
            Booking booking,
            BookingStatus status,
            String intent,
            @Nullable String secret,
            Instant nextCheck,
            Instant now) {
        transitions.recordAnswer(booking, new Answer(status, intent, secret, nextCheck), now);
        publisher.publishChanged(booking.id());
    }
}
