package dev.boxoffice.booking.booking.code;

import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `mirror-code-uses.lua`: tells Redis how often codes have been used, unless it knows something newer.
@Component
class CodeUseScript {

    record Command(UUID event, List<CodeUse> uses) {}

    private static final RedisScript<Long> SCRIPT = LuaScript.returningNumber("mirror-code-uses");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    CodeUseScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Nothing is done while Redis is out: the claim decides.
    void run(Command command) {
        var arguments = new ArrayList<String>();
        for (var use : command.uses()) {
            arguments.addAll(List.of(use.field(), Long.toString(use.version()), Integer.toString(use.uses())));
        }
        var keys = List.of(SeatKeys.of(command.event()).codeUses());
        guard.ask(() -> redis.execute(SCRIPT, keys, arguments.toArray()));
    }
}
