package dev.boxoffice.booking.payment;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingQueries;
import dev.boxoffice.booking.booking.BookingTransitions;
import dev.boxoffice.booking.payment.StripeEvent.Subject;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Acts on Stripe's events, in any order and any number.
///
/// That a payment succeeded or was cancelled is final, so the event itself decides. That one failed or needs
/// action may be old news of an earlier card: only an event that names the current attempt's own request
/// decides; after any other Stripe is asked how things stand.
@Component
class StripeNews {

    private static final Logger log = LoggerFactory.getLogger(StripeNews.class);

    private final Settlement settlement;
    private final BookingQueries bookings;
    private final BookingTransitions transitions;
    private final Reconciler reconciler;
    private final Refunds refunds;
    private final Clock clock;

    StripeNews(
            Settlement settlement,
            BookingQueries bookings,
            BookingTransitions transitions,
            Reconciler reconciler,
            Refunds refunds,
            Clock clock) {
        this.settlement = settlement;
        this.bookings = bookings;
        this.transitions = transitions;
        this.reconciler = reconciler;
        this.refunds = refunds;
        this.clock = clock;
    }

    void heard(StripeEvent event) {
        var subject = event.subject();
        var booking = event.metadata(StripePayments.BOOKING).orElse(null);
        var ofEvent = event.metadata(StripePayments.EVENT).orElse(null);
        if (event.type() == null || subject == null || subject.id() == null || booking == null || ofEvent == null) {
            log.debug("Stripe event {} of type {} is not about a booking", event.id(), event.type());
            return;
        }
        switch (event.type()) {
            case "payment_intent.succeeded" -> settlement.succeeded(ofEvent, booking, subject.id(), event.id());
            case "payment_intent.payment_failed" -> failed(ofEvent, booking, event, subject);
            case "payment_intent.canceled", "payment_intent.requires_action" -> reconciler.checkSoon(ofEvent, booking);
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
                refunds.heard(ofEvent, booking, subject.id(), subject.status());
            default -> log.debug("Stripe event {} of type {} changes nothing here", event.id(), event.type());
        }
    }

    private void failed(UUID event, UUID id, StripeEvent heard, Subject subject) {
        var key = heard.request() == null ? null : heard.request().idempotencyKey();
        var booking = bookings.find(event, id).orElse(null);
        if (booking == null || !booking.status().isInFlight()) {
            return;
        }
        if (isOfThisAttempt(booking, key)) {
            var error = subject.lastPaymentError();
            transitions.decline(
                    booking, subject.id(), error == null ? "payment_failed" : error.cause(), clock.instant());
        } else {
            reconciler.checkSoon(event, id);
        }
    }

    private static boolean isOfThisAttempt(Booking booking, @Nullable String idempotencyKey) {
        return booking.attempt().method() != null
                && StripePayments.idempotencyKey(booking).equals(idempotencyKey);
    }
}
