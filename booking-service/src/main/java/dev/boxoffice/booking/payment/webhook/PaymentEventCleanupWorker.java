package dev.boxoffice.booking.payment.webhook;

import dev.boxoffice.booking.payment.PaymentProperties;
import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Forgets webhooks that Stripe will not repeat any more.
@Component
class PaymentEventCleanupWorker extends Worker {

    private static final Duration PAUSE = Duration.ofHours(1);

    private final PaymentEventRepository events;
    private final PaymentProperties properties;
    private final Clock clock;

    PaymentEventCleanupWorker(PaymentEventRepository events, PaymentProperties properties, Clock clock) {
        super("payment-event-cleanup", PAUSE);
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        events.deleteReceivedBefore(clock.instant().minus(properties.eventMemory()));
        return false;
    }
}
