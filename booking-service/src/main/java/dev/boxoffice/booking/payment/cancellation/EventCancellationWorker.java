package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.payment.BatchWorker;
import dev.boxoffice.booking.payment.PaymentProperties;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Undoes the bookings of cancelled events, a batch at a time.
@Component
class EventCancellationWorker extends BatchWorker<EventCancellationItem> {

    private static final Logger log = LoggerFactory.getLogger(EventCancellationWorker.class);

    private final EventCancellationRepository items;
    private final EventCancellationService cancellations;
    private final PaymentProperties properties;
    private final Clock clock;

    EventCancellationWorker(
            EventCancellationRepository items,
            EventCancellationService cancellations,
            PaymentProperties properties,
            Clock clock) {
        super("event-cancellations", properties.checkPoll());
        this.items = items;
        this.cancellations = cancellations;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected List<EventCancellationItem> takeDue() {
        var now = clock.instant();
        if (items.findNew(now) == 0) {
            items.recordCompleted(now.minus(properties.deadline()), now);
        }
        return items.takeDue(now, now.plus(properties.checkLease()), properties.checkBatch());
    }

    /// M11: one that always fails waits ever longer, and keeps no other.
    @Override
    protected void handle(EventCancellationItem item) {
        var now = clock.instant();
        try {
            cancellations.undo(item, now);
        } catch (RuntimeException failed) {
            log.warn("Booking {} of cancelled event {} cannot be undone", item.booking(), item.event(), failed);
            items.postpone(item, failed.toString(), now.plus(properties.retryPause(item.attempts())));
        }
    }
}
