package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.redis.RedisAt;
import dev.boxoffice.testkit.RedisStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The waiting room's store as several gateways use it at the same time, each by a connection of its own.
final class Gateways {

    static final int BUCKETS = 4_096;

    static final QueueProperties PROPERTIES = properties(Duration.ofMinutes(10), Duration.ofMinutes(1), BUCKETS);

    private Gateways() {}

    static QueueProperties properties(Duration admissionTtl, Duration claimWindow, int buckets) {
        return new QueueProperties(
                Base64.getEncoder().encodeToString(new byte[32]),
                admissionTtl,
                claimWindow,
                Duration.ofMillis(20), // tests do not wait for seconds
                buckets,
                Duration.ofDays(7),
                500,
                1_000,
                new QueueProperties.Auto(200, 5_000, Duration.ofMinutes(1)),
                new QueueProperties.Stream(2_000, Duration.ofSeconds(10), Duration.ofSeconds(15), 100),
                new QueueProperties.Catalogue(Duration.ofSeconds(30), 100, Duration.ofSeconds(1)),
                new QueueProperties.Refusals(100, Duration.ofMinutes(1), 1_000));
    }

    static QueueStore store(RedisStore redis) {
        return new QueueStore(RedisAt.connect(redis), PROPERTIES);
    }

    static QueueStore store(Redis redis, QueueProperties properties) {
        return new QueueStore(redis, properties);
    }

    static EventInfo event(int admitPerMinute, int maxActive, int total) {
        return new EventInfo(
                UUID.randomUUID(), "ON_SALE", null, new Settings(Mode.ON, admitPerMinute, maxActive), total);
    }

    static Visit.InLine join(QueueStore store, EventInfo event, String user) {
        Visit visit = store.visit(event.id(), UserHash.of(user), true, Optional.empty(), 0)
                .block();
        if (visit instanceof Visit.InLine inLine) {
            return inLine;
        }
        throw new AssertionError("Expected a place, got " + visit);
    }

    static QueueState tick(QueueStore store, EventInfo event) {
        return tick(store, event, 0);
    }

    static QueueState tick(QueueStore store, EventInfo event, long highest) {
        return store.tick(event, event.settings(), highest)
                .blockOptional()
                .orElseThrow()
                .orElseThrow();
    }

    static @Nullable Instant claim(QueueStore store, EventInfo event, String user, long place) {
        return store.claim(
                        event.id(),
                        UserHash.of(user),
                        place,
                        place,
                        event.settings().maxActive())
                .blockOptional()
                .orElseThrow()
                .orElse(null);
    }
}
