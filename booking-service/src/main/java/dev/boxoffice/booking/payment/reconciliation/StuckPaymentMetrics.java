package dev.boxoffice.booking.payment.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Payments that should have ended by now and have not: how many, and how late the latest is. `NaN` while Postgres
/// cannot be asked.
@Component
class StuckPaymentMetrics implements MeterBinder {

    /// Both gauges of one scrape, and scrapes by several collectors, share one look at the bookings.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final double MILLIS = 1_000;

    private record Stuck(double payments, double oldestSeconds, Instant readAt) {}

    private final PaymentCheckRepository checks;
    private final Clock clock;
    private volatile Stuck stuck = new Stuck(Double.NaN, Double.NaN, Instant.EPOCH);

    StuckPaymentMetrics(PaymentCheckRepository checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "boxoffice.booking.payments.stuck",
                        this,
                        it -> it.current().payments())
                .description("Payments still open after their deadline")
                .register(registry);
        Gauge.builder(
                        "boxoffice.booking.payments.stuck.oldest",
                        this,
                        it -> it.current().oldestSeconds())
                .description("How long ago the oldest of them should have ended")
                .baseUnit("seconds")
                .register(registry);
    }

    private synchronized Stuck current() {
        var now = clock.instant();
        if (stuck.readAt().plus(FRESH).isBefore(now)) {
            stuck = read(now);
        }
        return stuck;
    }

    private Stuck read(Instant now) {
        try {
            var overdue = checks.overdue(now);
            return new Stuck(overdue.payments(), overdue.oldest().toMillis() / MILLIS, now);
        } catch (DataAccessException | TransactionException unavailable) {
            return new Stuck(Double.NaN, Double.NaN, now);
        }
    }
}
