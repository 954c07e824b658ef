package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `complete-rebuild.lua`: marks an event's mirror as complete, if nothing emptied Redis since the rebuild began: that
/// would have taken its lease with it.
@Component
class CompleteRebuildScript {

    /// @param lease the id that the rebuild has leased the event with
    record Command(UUID event, String lease) {}

    enum Reply {
        COMPLETE,
        LEASE_LOST,
        REDIS_OUT
    }

    private static final RedisScript<Long> SCRIPT = LuaScript.returningNumber("complete-rebuild");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    CompleteRebuildScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    Reply run(Command command) {
        var keys = SeatKeys.of(command.event());
        return guard.ask(() -> redis.execute(SCRIPT, List.of(keys.loading(), keys.loaded()), command.lease()))
                .map(done -> done == 1 ? Reply.COMPLETE : Reply.LEASE_LOST)
                .orElse(Reply.REDIS_OUT);
    }
}
