package dev.boxoffice.booking.payment.webhook;

import com.stripe.exception.StripeException;
import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks at Stripe's own list of events now and then, lest a webhook was lost for good.
@Component
class MissedPaymentEventWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(MissedPaymentEventWorker.class);

    private final MissedPaymentEventService events;
    private final PaymentEventRepository cursor;
    private final PaymentProperties properties;
    private final Clock clock;

    MissedPaymentEventWorker(
            MissedPaymentEventService events,
            PaymentEventRepository cursor,
            PaymentProperties properties,
            Clock clock) {
        super("missed-payment-events", properties.missedPoll());
        this.events = events;
        this.cursor = cursor;
        this.properties = properties;
        this.clock = clock;
    }

    /// Of all instances one reads at a time; what it could not read, the next one does.
    @Override
    protected boolean runOnce() {
        var now = clock.instant();
        cursor.take(now, now.minus(properties.missedPoll())).ifPresent(since -> {
            try {
                events.read(since);
            } catch (StripeException unanswered) {
                cursor.giveBack(since);
                log.info("Stripe's events cannot be read now: {}", unanswered.toString());
            }
        });
        return false;
    }
}
