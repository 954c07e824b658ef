package dev.boxoffice.booking.waitlist;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks for seats that are kept, and for offers that are over.
@Component
class WaitlistWorker extends Worker {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final WaitlistRepository entries;
    private final WaitlistOfferService offers;
    private final WaitlistProperties properties;
    private final Clock clock;

    WaitlistWorker(
            WaitlistRepository entries, WaitlistOfferService offers, WaitlistProperties properties, Clock clock) {
        super("waitlist", PAUSE);
        this.entries = entries;
        this.offers = offers;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        var now = clock.instant();
        var lapsedBefore = now.minus(properties.grace());
        entries.findDue(lapsedBefore, now.minus(properties.resaleRetry()))
                .forEach(event -> offers.serve(event, lapsedBefore, properties.batch(), now));
        return false;
    }
}
