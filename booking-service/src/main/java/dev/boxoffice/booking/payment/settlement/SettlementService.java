package dev.boxoffice.booking.payment.settlement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.BookingTransitionService;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.booking.payment.stripe.PaymentState;
import dev.boxoffice.booking.payment.stripe.PaymentState.ActionRequired;
import dev.boxoffice.booking.payment.stripe.PaymentState.AwaitingMethod;
import dev.boxoffice.booking.payment.stripe.PaymentState.Canceled;
import dev.boxoffice.booking.payment.stripe.PaymentState.Declined;
import dev.boxoffice.booking.payment.stripe.PaymentState.Processing;
import dev.boxoffice.booking.payment.stripe.PaymentState.Succeeded;
import dev.boxoffice.booking.payment.stripe.PaymentState.Unknown;
import dev.boxoffice.platform.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Moves a booking to what Stripe says of its payment. Stripe's own answer, the webhook and
/// the reconciliation all end here, and each may come first, last, or twice.
@Service
public class SettlementService {

    private static final int MAX_REMEMBERED = 50_000;
    private static final int TURNS = 1024;

    private final BookingTransitionService transitions;
    private final BookingRepository bookings;
    private final LateCaptureService lateCaptures;
    private final PaymentProperties properties;
    private final Clock clock;

    /// Payments that this instance has booked of late: told once more, they change nothing.
    private final Cache<UUID, String> confirmed =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    private final List<Lock> turns =
            Stream.<Lock>generate(ReentrantLock::new).limit(TURNS).toList();

    SettlementService(
            BookingTransitionService transitions,
            BookingRepository bookings,
            LateCaptureService lateCaptures,
            PaymentProperties properties,
            Clock clock) {
        this.transitions = transitions;
        this.bookings = bookings;
        this.lateCaptures = lateCaptures;
        this.properties = properties;
        this.clock = clock;
    }

    /// @param booking as it was when Stripe was asked; what has moved on since stays as it is
    public void settle(Booking booking, PaymentState state) {
        var now = clock.instant();
        switch (state) {
            case Succeeded(var intent, var captured) ->
                succeeded(booking.event(), booking.id(), intent, captured, null);
            case ActionRequired(var intent, var secret) ->
                transitions.recordAnswer(
                        booking, BookingStatus.REQUIRES_ACTION, intent, secret, nextCheck(booking, now), now);
            case Processing(var intent) ->
                transitions.recordAnswer(booking, BookingStatus.PROCESSING, intent, null, nextCheck(booking, now), now);
            case AwaitingMethod awaiting -> awaitingMethod(booking, awaiting, now);
            case Declined(var intent, var code) -> transitions.decline(booking, intent, code, now);
            case Canceled(var _) -> transitions.expireUnlessCancelling(booking, now);
            case Unknown(var _) -> {
                // The reconciler asks again: the booking's next check is set already.
            }
        }
    }

    /// A card that was refused ends the attempt. In the buyer's browser another can be tried at once, with
    /// the seats kept; until the deadline.
    private void awaitingMethod(Booking booking, AwaitingMethod awaiting, Instant now) {
        if (booking.awaitsPaymentElement()) {
            transitions.recordAnswer(
                    booking,
                    BookingStatus.PROCESSING,
                    awaiting.intent(),
                    awaiting.clientSecret(),
                    nextCheck(booking, now),
                    now);
        } else {
            var code = awaiting.lastError() == null ? "payment_failed" : awaiting.lastError();
            transitions.decline(booking, awaiting.intent(), code, now);
        }
    }

    private Instant nextCheck(Booking booking, Instant now) {
        var check = now.plus(properties.checkOpen());
        var deadline = booking.attempt().deadline();
        return check.isAfter(deadline) && deadline.isAfter(now) ? deadline : check;
    }

    /// Money taken means tickets booked, or money given back.
    ///
    /// @param captured null where it is no amount of ours
    /// @param stripeEvent the webhook that says so, or null
    public void succeeded(UUID event, UUID id, String intent, @Nullable Money captured, @Nullable String stripeEvent) {
        if (isConfirmed(event, id, intent, captured)) {
            return;
        }
        var booking = bookings.find(event, id).orElse(null);
        if (booking == null || (intent.equals(booking.attempt().intent()) && isSettled(booking.status()))) {
            return; // settled before
        }
        if (stripeEvent != null) {
            transitions.recordUnbooked(event, id, stripeEvent, clock.instant());
        }
        if (booking.total().equals(captured)) {
            lateCaptures.settle(booking, intent);
        } else {
            lateCaptures.settleDifferentAmount(booking, intent, captured);
        }
    }

    /// Stripe's answer and its webhook are the same news and come at about the same time: the second
    /// waits for the first and finds it here instead of at Postgres. A saving and no guard: elsewhere
    /// the statement decides.
    private boolean isConfirmed(UUID event, UUID id, String intent, @Nullable Money captured) {
        var turn = turns.get(Math.floorMod(id.hashCode(), TURNS));
        turn.lock();
        try {
            if (intent.equals(confirmed.getIfPresent(id))) {
                return true;
            }
            if (captured == null || !transitions.confirm(event, id, intent, captured, clock.instant())) {
                return false;
            }
            confirmed.put(id, intent);
            return true;
        } finally {
            turn.unlock();
        }
    }

    /// What is remembered of a booking no longer holds: its database was restored to before.
    public void forget(UUID booking) {
        confirmed.invalidate(booking);
    }

    /// A booking that costs nothing has nothing to wait for.
    public void confirmFree(Booking booking) {
        transitions.confirm(booking.event(), booking.id(), null, booking.total(), clock.instant());
    }

    private static boolean isSettled(BookingStatus status) {
        return switch (status) {
            case CONFIRMED, PARTIALLY_REFUNDED, CANCELLED, REFUNDED -> true;
            case PROCESSING, REQUIRES_ACTION, PAYMENT_FAILED -> false;
        };
    }
}
