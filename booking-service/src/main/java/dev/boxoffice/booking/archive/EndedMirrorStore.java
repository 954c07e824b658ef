package dev.boxoffice.booking.archive;

import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// What Redis keeps of the seats of events that are over.
@Component
class EndedMirrorStore {

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    EndedMirrorStore(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Gives its memory back beside everything else, however large it is.
    ///
    /// @return false when Redis is out
    boolean forget(UUID event) {
        return guard.ask(() -> redis.unlink(SeatKeys.of(event).mirror())).isPresent();
    }
}
