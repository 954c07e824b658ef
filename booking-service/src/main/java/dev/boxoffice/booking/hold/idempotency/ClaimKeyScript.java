package dev.boxoffice.booking.hold.idempotency;

import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `claim-key.lua`: which event an `Idempotency-Key` was first used for.
@Component
class ClaimKeyScript {

    /// @param owner Redis key that remembers the event
    /// @param event keys of the event that asks
    record Command(String owner, SeatKeys event, Duration life) {}

    enum Reply {
        OURS,
        ANOTHER_EVENTS
    }

    private static final RedisScript<String> SCRIPT = LuaScript.returningText("claim-key");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    ClaimKeyScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Empty when Redis is out.
    Optional<Reply> run(Command command) {
        var prefix = command.event().prefix();
        var life = Long.toString(command.life().toMillis());
        return guard.askTwice(() -> redis.execute(SCRIPT, List.of(command.owner()), prefix, life))
                .map(owner -> owner.equals(prefix) ? Reply.OURS : Reply.ANOTHER_EVENTS);
    }
}
