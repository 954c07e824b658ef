package dev.boxoffice.booking.payment.webhook;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import dev.boxoffice.booking.payment.stripe.StripePaymentHistoryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Reads Stripe's list of events for refunds and disputes
/// (https://docs.stripe.com/webhooks/process-undelivered-events).
/// What was heard before changes nothing.
@Service
class MissedPaymentEventService {

    /// Stripe's clock and ours differ, and an event may be listed a little late.
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /// More than Stripe lists of a busy day between two looks.
    private static final int MAX_PAGES = 100;

    private final StripePaymentHistoryClient stripe;
    private final PaymentHistoryEventService events;
    private final JsonMapper json;

    MissedPaymentEventService(StripePaymentHistoryClient stripe, PaymentHistoryEventService events, JsonMapper json) {
        this.stripe = stripe;
        this.events = events;
        this.json = json;
    }

    void read(Instant since) throws StripeException {
        for (var event : list(since.minus(OVERLAP)).reversed()) {
            events.handle(read(event));
        }
    }

    private List<Event> list(Instant since) throws StripeException {
        var all = new ArrayList<Event>();
        Optional<String> last = Optional.empty();
        for (var page = 0; page < MAX_PAGES; page++) {
            var found = stripe.events(PaymentHistoryEventService.TYPES, since, last);
            all.addAll(found.getData());
            if (!Boolean.TRUE.equals(found.getHasMore())) {
                break;
            }
            last = Optional.of(found.getData().getLast().getId());
        }
        return all;
    }

    private StripeWebhookEvent read(Event event) {
        var subject = json.readValue(event.getDataObjectDeserializer().getRawJson(), StripeWebhookEvent.Subject.class);
        return new StripeWebhookEvent(event.getId(), event.getType(), new StripeWebhookEvent.Data(subject), null);
    }
}
