package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Whether an event's mirror is complete, and who is loading it.
@Component
class MirrorLoadStore {

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final CompleteRebuildScript completion;

    MirrorLoadStore(StringRedisTemplate redis, RedisGuard guard, CompleteRebuildScript completion) {
        this.redis = redis;
        this.guard = guard;
        this.completion = completion;
    }

    /// How often Redis has gone out so far.
    long outages() {
        return guard.outages();
    }

    /// @return false when Redis is out
    boolean markIncomplete(UUID event) {
        return guard.ask(() -> redis.delete(SeatKeys.of(event).loaded())).isPresent();
    }

    boolean isComplete(UUID event) {
        return guard.ask(() -> redis.hasKey(SeatKeys.of(event).loaded())).orElse(false);
    }

    /// Empty when Redis is out; false while another instance has the lease.
    Optional<Boolean> lease(UUID event, String lease, Duration life) {
        return guard.ask(
                () -> redis.opsForValue().setIfAbsent(SeatKeys.of(event).loading(), lease, life));
    }

    /// @return false when the lease was lost, or Redis is out
    boolean complete(UUID event, String lease) {
        return completion.run(new CompleteRebuildScript.Command(event, lease)) == CompleteRebuildScript.Reply.COMPLETE;
    }
}
