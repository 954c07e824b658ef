package dev.boxoffice.booking.seats.count;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Keeps the counts of tickets left up to date.
@Component
class TicketCountWorker extends Worker {

    private static final Duration POLL = Duration.ofMillis(100);

    private final TicketCountService counts;
    private final TicketCountProperties properties;
    private final Clock clock;
    private Instant nextSweep = Instant.MIN;

    TicketCountWorker(TicketCountService counts, TicketCountProperties properties, Clock clock) {
        super("ticket-counts", POLL);
        this.counts = counts;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        var now = clock.instant();
        if (!now.isBefore(nextSweep)) {
            counts.noteRecentSales();
            nextSweep = now.plus(properties.sweep());
        }
        counts.countChanged();
        return false;
    }
}
