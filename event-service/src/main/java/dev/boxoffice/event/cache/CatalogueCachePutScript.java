package dev.boxoffice.event.cache;

import dev.boxoffice.platform.redis.LuaScript;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/// `redis/catalogue-cache-put.lua`: stores an entry unless a newer one is there.
final class CatalogueCachePutScript {

    /// @param body the JSON to store; empty where a later reader shall load it anew
    record Command(String key, long version, String body, Duration ttl) {}

    enum Reply {
        STORED,
        NEWER_EXISTS
    }

    private static final RedisScript<Long> SCRIPT = LuaScript.returningNumber("catalogue-cache-put");

    private final StringRedisTemplate redis;

    CatalogueCachePutScript(StringRedisTemplate redis) {
        this.redis = redis;
    }

    Reply run(Command command) {
        Long stored = redis.execute(
                SCRIPT,
                List.of(command.key()),
                Long.toString(command.version()),
                command.body(),
                Long.toString(command.ttl().toMillis()));
        return stored != null && stored == 1 ? Reply.STORED : Reply.NEWER_EXISTS;
    }
}
