package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.payment.BatchWorker;
import dev.boxoffice.booking.payment.PaymentProperties;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Undoes bookings of cancelled events, and what buyers have cancelled in flight, a batch at a time.
@Component
class CancellationWorker extends BatchWorker<CancellationItem> {

    private static final Logger log = LoggerFactory.getLogger(CancellationWorker.class);

    private final CancellationItemRepository items;
    private final CancellationItemService cancellations;
    private final PaymentProperties properties;
    private final Clock clock;

    CancellationWorker(
            CancellationItemRepository items,
            CancellationItemService cancellations,
            PaymentProperties properties,
            Clock clock) {
        super("cancellations", properties.checkPoll());
        this.items = items;
        this.cancellations = cancellations;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected List<CancellationItem> takeDue() {
        var now = clock.instant();
        if (items.findNew(now) == 0) {
            items.recordCompleted(now.minus(properties.deadline()), now);
        }
        return items.takeDue(now, now.plus(properties.checkLease()), properties.checkBatch());
    }

    /// M11: one that always fails waits ever longer, and keeps no other.
    @Override
    protected void handle(CancellationItem item) {
        var now = clock.instant();
        try {
            if (!cancellations.cancel(item, now)) {
                items.postpone(item, "its payment is under way", now.plus(properties.retryPause(item.attempts())));
            }
        } catch (RuntimeException failed) {
            log.warn("Booking {} of event {} cannot be undone", item.booking(), item.event(), failed);
            items.postpone(item, failed.toString(), now.plus(properties.retryPause(item.attempts())));
        }
    }
}
