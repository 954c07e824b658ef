package dev.boxoffice.booking.payment.webhook;

import com.stripe.exception.StripeException;
import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.payment.reconciliation.ReconciliationService;
import dev.boxoffice.booking.payment.settlement.SettlementService;
import dev.boxoffice.booking.payment.stripe.PaymentState;
import dev.boxoffice.booking.payment.stripe.StripePaymentClient;
import dev.boxoffice.booking.payment.webhook.StripeWebhookEvent.Subject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Acts on Stripe's events, in any order and any number.
///
/// That a payment succeeded or was cancelled is final, so the event itself decides. That one failed or needs
/// action may be old news of an earlier card: only an event that names the current attempt's own request
/// decides; after any other Stripe is asked how things stand.
@Service
class StripeWebhookService {

    private static final Logger log = LoggerFactory.getLogger(StripeWebhookService.class);

    private final SettlementService settlement;
    private final BookingRepository bookings;
    private final ReconciliationService reconciliation;
    private final PaymentHistoryEventService history;

    StripeWebhookService(
            SettlementService settlement,
            BookingRepository bookings,
            ReconciliationService reconciliation,
            PaymentHistoryEventService history) {
        this.settlement = settlement;
        this.bookings = bookings;
        this.reconciliation = reconciliation;
        this.history = history;
    }

    /// @throws StripeException where Stripe does not say whose payment it is: it is to tell of it again
    void handle(StripeWebhookEvent webhook) throws StripeException {
        if (webhook.type() != null && PaymentHistoryEventService.TYPES.contains(webhook.type())) {
            history.handle(webhook);
        } else {
            handlePayment(webhook);
        }
    }

    private void handlePayment(StripeWebhookEvent webhook) {
        var subject = webhook.subject();
        var booking = webhook.metadata(StripePaymentClient.BOOKING).orElse(null);
        var event = webhook.metadata(StripePaymentClient.EVENT).orElse(null);
        if (webhook.type() == null || subject == null || subject.id() == null || booking == null || event == null) {
            log.debug("Stripe event {} of type {} is not about a booking", webhook.id(), webhook.type());
            return;
        }
        switch (webhook.type()) {
            case "payment_intent.succeeded" ->
                settlement.succeeded(
                        event,
                        booking,
                        subject.id(),
                        StripePaymentClient.moneyOf(subject.amountReceived(), subject.currency()),
                        webhook.id());
            case "payment_intent.payment_failed" -> paymentFailed(event, booking, webhook, subject);
            case "payment_intent.canceled", "payment_intent.requires_action" ->
                reconciliation.reconcileSoon(event, booking);
            default -> log.debug("Stripe event {} of type {} changes nothing here", webhook.id(), webhook.type());
        }
    }

    private void paymentFailed(UUID event, UUID id, StripeWebhookEvent webhook, Subject subject) {
        var key = webhook.request() == null ? null : webhook.request().idempotencyKey();
        var booking = bookings.find(event, id).orElse(null);
        if (booking == null || !booking.status().isInFlight()) {
            return;
        }
        if (isOfThisAttempt(booking, key)) {
            var error = subject.lastPaymentError();
            settlement.settle(
                    booking, new PaymentState.Declined(subject.id(), error == null ? "payment_failed" : error.cause()));
        } else {
            reconciliation.reconcileSoon(event, id);
        }
    }

    private static boolean isOfThisAttempt(Booking booking, @Nullable String idempotencyKey) {
        return booking.attempt().method() != null
                && StripePaymentClient.idempotencyKey(booking).equals(idempotencyKey);
    }
}
