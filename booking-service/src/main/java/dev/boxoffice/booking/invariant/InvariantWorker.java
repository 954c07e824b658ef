package dev.boxoffice.booking.invariant;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Checks the promises again and again, and says so where one does not hold.
@Component
class InvariantWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(InvariantWorker.class);

    private final InvariantRepository invariants;
    private final InvariantMetrics metrics;
    private final InvariantProperties properties;
    private final Clock clock;

    InvariantWorker(
            InvariantRepository invariants, InvariantMetrics metrics, InvariantProperties properties, Clock clock) {
        super("invariants", properties.interval());
        this.invariants = invariants;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        check();
        return false;
    }

    Map<InvariantRule, Long> check() {
        var now = clock.instant();
        var breaches = invariants.breaches(now.minus(properties.window()), now);
        metrics.checked(breaches, invariants.openRefunds(now), now);
        breaches.forEach((rule, count) -> {
            if (count > 0) {
                log.error("Broken promise: {} of {}; ./boxoffice verify names them", count, rule.tag());
            }
        });
        return breaches;
    }
}
