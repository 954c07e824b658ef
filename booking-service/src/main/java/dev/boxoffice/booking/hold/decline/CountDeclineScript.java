package dev.boxoffice.booking.hold.decline;

import dev.boxoffice.booking.hold.store.DeclineLimit;
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

    record Command(DeclineLimit limit, Duration window) {}

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
                SCRIPT,
                List.of(command.limit().declined(), command.limit().tried()),
                command.limit().card(),
                Long.toString(command.window().toMillis())));
    }
}
