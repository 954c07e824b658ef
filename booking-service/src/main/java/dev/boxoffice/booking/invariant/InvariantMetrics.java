package dev.boxoffice.booking.invariant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What the last check found. `NaN` until there was one.
@Component
class InvariantMetrics {

    private static final double MILLIS = 1_000;

    private volatile Map<InvariantRule, Long> breaches = new EnumMap<>(InvariantRule.class);
    private volatile OpenRefunds refunds = new OpenRefunds(0, Duration.ZERO);
    private volatile Instant checkedAt = Instant.EPOCH;

    InvariantMetrics(MeterRegistry registry) {
        for (var rule : InvariantRule.values()) {
            Gauge.builder("boxoffice.invariant.breaches", this, it -> it.breachesOf(rule))
                    .tag("rule", rule.tag())
                    .description("Broken promises among the bookings whose money moved of late")
                    .register(registry);
        }
        Gauge.builder("boxoffice.invariant.checked", this, it -> it.checkedAt.getEpochSecond())
                .description("When the promises were last checked")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("boxoffice.refunds.failed", this, it -> it.refunds.failed())
                .description("Refunds Stripe will not make")
                .register(registry);
        Gauge.builder(
                        "boxoffice.refunds.oldest",
                        this,
                        it -> it.refunds.oldest().toMillis() / MILLIS)
                .description("Age of the oldest refund not yet made")
                .baseUnit("seconds")
                .register(registry);
    }

    void checked(Map<InvariantRule, Long> found, OpenRefunds open, Instant at) {
        breaches = Map.copyOf(found);
        refunds = open;
        checkedAt = at;
    }

    private double breachesOf(InvariantRule rule) {
        var found = breaches.get(rule);
        return found == null ? Double.NaN : found;
    }
}
