package dev.boxoffice.event.ticket;

import dev.boxoffice.event.cache.AfterCommit;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Says in Redis that of an event's new tickets all is known there: none is taken. So the first buyer need not
/// wait until booking-service has read them.
@Component
class NewTicketStore {

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    NewTicketStore(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Must run in the transaction that adds the tickets. Should Redis be out just then, booking-service reads
    /// the tickets with the first reserve.
    void markLoadedAfterCommit(UUID event) {
        AfterCommit.run(
                () -> guard.ask(() -> redis.opsForValue().setIfAbsent("bo:{" + event + "}:loaded", "publication")));
    }
}
