package dev.boxoffice.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/// What waits in the outbox: how many messages, and for how long. `NaN` while Postgres cannot be asked.
final class OutboxMetrics implements MeterBinder {

    /// Both gauges of one scrape, and scrapes by several collectors, share one look at the table.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Backlog(double messages, double oldestSeconds, Instant readAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String query;
    private volatile Backlog backlog = new Backlog(Double.NaN, Double.NaN, Instant.MIN);

    OutboxMetrics(JdbcClient jdbc, Clock clock, String table) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.query = """
                select count(*), coalesce(extract(epoch from now() - min(occurred_at)), 0)
                  from %s where published_at is null
                """.formatted(table);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("boxoffice.outbox.unsent", this, it -> it.current().messages())
                .description("Messages that are true but not yet told")
                .register(registry);
        Gauge.builder("boxoffice.outbox.oldest", this, it -> it.current().oldestSeconds())
                .description("Age of the oldest message not yet told")
                .baseUnit("seconds")
                .register(registry);
    }

    private synchronized Backlog current() {
        var now = clock.instant();
        if (backlog.readAt().plus(FRESH).isBefore(now)) {
            backlog = read(now);
        }
        return backlog;
    }

    private Backlog read(Instant now) {
        try {
            return jdbc.sql(query)
                    .query((row, _) -> new Backlog(row.getLong(1), Math.max(0, row.getDouble(2)), now))
                    .single();
        } catch (DataAccessException | TransactionException unavailable) {
            return new Backlog(Double.NaN, Double.NaN, now);
        }
    }
}
