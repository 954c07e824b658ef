package dev.boxoffice.booking.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Forgets webhooks that Stripe will not repeat any more.
@Component
class HandledEvents implements Chores.Chore {

    private static final Duration PAUSE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final PaymentProperties properties;
    private final Clock clock;
    private volatile Instant nextLook = Instant.EPOCH;

    HandledEvents(JdbcClient jdbc, PaymentProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public List<Runnable> due() {
        var now = clock.instant();
        if (now.isBefore(nextLook)) {
            return List.of();
        }
        nextLook = now.plus(PAUSE);
        var forgettable = now.minus(properties.eventMemory()).atOffset(ZoneOffset.UTC);
        return List.of(() -> jdbc.sql("delete from booking.payment_event where received_at < ?")
                .param(forgettable)
                .update());
    }
}
