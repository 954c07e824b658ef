package dev.boxoffice.booking.hold.decline;

import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `count-decline.lua`: counts a declined card.
@Component
class CountDeclineScript {

    /// @param key Redis key of the buyer's count
    record Command(String key, Duration window) {}

    private static final RedisScript<Long> SCRIPT = LuaScript.returningNumber("count-decline");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    CountDeclineScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Without Redis nothing is counted.
    void run(Command command) {
        guard.ask(() -> redis.execute(
                SCRIPT, List.of(command.key()), Long.toString(command.window().toMillis())));
    }
}
