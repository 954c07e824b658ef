package dev.boxoffice.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// What waits in the outbox: how many messages, and for how long. `NaN` while Postgres cannot be asked.
final class OutboxMetrics implements MeterBinder {

    /// Both gauges of one scrape, and scrapes by several collectors, share one look at the table.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final OutboxRepository.Backlog UNKNOWN = new OutboxRepository.Backlog(Double.NaN, Double.NaN);

    private final OutboxRepository outbox;
    private final Clock clock;
    private OutboxRepository.Backlog backlog = UNKNOWN;
    private Instant readAt = Instant.MIN;

    OutboxMetrics(OutboxRepository outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
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

    private synchronized OutboxRepository.Backlog current() {
        var now = clock.instant();
        if (readAt.plus(FRESH).isBefore(now)) {
            readAt = now;
            backlog = read();
        }
        return backlog;
    }

    private OutboxRepository.Backlog read() {
        try {
            return outbox.backlog();
        } catch (DataAccessException | TransactionException unavailable) {
            return UNKNOWN;
        }
    }
}
