package dev.boxoffice.booking.payment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Payments that should have ended by now and have not: how many, and how late the latest is. `NaN` while Postgres
/// cannot be asked.
@Component
class StuckPayments implements MeterBinder {

    /// Both gauges of one scrape, and scrapes by several collectors, share one look at the bookings.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Stuck(double payments, double oldestSeconds, Instant readAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Stuck stuck = new Stuck(Double.NaN, Double.NaN, Instant.EPOCH);

    StuckPayments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
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

    /// Whatever is open has a next check, so the index of those is all that is read.
    private Stuck read(Instant now) {
        try {
            var time = now.atOffset(ZoneOffset.UTC);
            return jdbc.sql("""
                            select count(*), coalesce(extract(epoch from ?::timestamptz - min(payment_deadline)), 0)
                              from booking.booking
                             where next_check_at is not null and status in ('PROCESSING', 'REQUIRES_ACTION')
                               and payment_deadline < ?
                            """)
                    .params(time, time)
                    .query((row, _) -> new Stuck(row.getLong(1), row.getDouble(2), now))
                    .single();
        } catch (DataAccessException | TransactionException unavailable) {
            return new Stuck(Double.NaN, Double.NaN, now);
        }
    }
}
