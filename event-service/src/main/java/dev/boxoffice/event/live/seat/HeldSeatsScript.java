package dev.boxoffice.event.live.seat;

import dev.boxoffice.platform.redis.LuaScript;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/// `redis/seats-held.lua`: one consistent look at what is held, and the version it belongs to.
final class HeldSeatsScript {

    /// @param shown the highest version any reader has seen
    record Command(UUID eventId, long shown) {}

    /// @param version never below the one shown
    record Reply(long version, List<Integer> ordinals) {}

    private static final RedisScript<List<String>> SCRIPT = LuaScript.returningTexts("seats-held");

    private final StringRedisTemplate redis;

    HeldSeatsScript(StringRedisTemplate redis) {
        this.redis = redis;
    }

    Reply run(Command command) {
        var keys = new AvailabilityKeys(command.eventId());
        var reply = Objects.requireNonNull(
                redis.execute(SCRIPT, List.of(keys.held(), keys.version()), Long.toString(command.shown())));
        return new Reply(
                Long.parseLong(reply.getFirst()),
                reply.stream().skip(1).map(Integer::valueOf).toList());
    }
}
