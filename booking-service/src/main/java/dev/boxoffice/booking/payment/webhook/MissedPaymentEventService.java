package dev.boxoffice.booking.payment.webhook;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import dev.boxoffice.booking.payment.stripe.StripePaymentHistoryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Reads Stripe's list of events for refunds and disputes
/// (https://docs.stripe.com/webhooks/process-undelivered-events).
/// What was heard before changes nothing.
@Service
class MissedPaymentEventService {

    /// Stripe's clock and ours differ, and an event may be listed a little late.
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /// Of payments only that one succeeded: its booking may have been given up, and nobody asks for it any more.
    private static final List<String> PAYMENTS = List.of("payment_intent.succeeded");

    private final StripePaymentHistoryClient stripe;
    private final StripeWebhookService webhooks;
    private final JsonMapper json;

    MissedPaymentEventService(StripePaymentHistoryClient stripe, StripeWebhookService webhooks, JsonMapper json) {
        this.stripe = stripe;
        this.webhooks = webhooks;
        this.json = json;
    }

    /// Refunds and disputes are few: all are read. Payments are many: those whose webhook was not taken.
    void read(Instant since) throws StripeException {
        var from = since.minus(OVERLAP);
        for (var event : stripe.events(PAYMENTS, true, from)) {
            webhooks.handle(read(event));
        }
        for (var event : stripe.events(PaymentHistoryEventService.TYPES, false, from)) {
            webhooks.handle(read(event));
        }
    }

    private StripeWebhookEvent read(Event event) {
        var subject = json.readValue(event.getDataObjectDeserializer().getRawJson(), StripeWebhookEvent.Subject.class);
        return new StripeWebhookEvent(event.getId(), event.getType(), new StripeWebhookEvent.Data(subject), null);
    }
}
