package dev.boxoffice.booking.invariant;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.util.EnumMap;
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
        var counts = new EnumMap<InvariantRule, Long>(InvariantRule.class);
        for (var rule : InvariantRule.values()) {
            counts.put(rule, 0L);
        }
        breaches.forEach(breach -> {
            counts.merge(breach.rule(), breach.count(), Long::sum);
            log.error(
                    "Broken promise: {} of {} at event {}; ./boxoffice verify names them",
                    breach.count(),
                    breach.rule().tag(),
                    breach.event());
        });
        metrics.checked(counts, invariants.openRefunds(now), now);
        return counts;
    }
}
