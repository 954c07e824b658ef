package dev.boxoffice.booking.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The check of every minute, asked of one event at the end of a test: an alarm it raises there is a false one, or a
/// promise is broken.
public final class RecentInvariants {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final InvariantRepository invariants;

    public RecentInvariants(JdbcClient jdbc) {
        this.invariants = new InvariantRepository(jdbc);
    }

    public List<String> breachesOf(UUID event) {
        return of(event).stream().map(InvariantBreach::toString).toList();
    }

    List<InvariantBreach> of(UUID event) {
        var now = Instant.now();
        return invariants.breaches(now.minus(WINDOW), now).stream()
                .filter(breach -> breach.event().equals(event))
                .toList();
    }
}
