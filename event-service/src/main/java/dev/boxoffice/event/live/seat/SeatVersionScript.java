package dev.boxoffice.event.live.seat;

import dev.boxoffice.platform.redis.LuaScript;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/// `redis/seats-version.lua`: the version an event's seats are at.
final class SeatVersionScript {

    /// @param shown the highest version any reader has seen
    record Command(UUID eventId, long shown) {}

    /// @param version never below the one shown
    /// @param now Redis's clock, in epoch milliseconds
    record Reply(long version, long now) {}

    private static final RedisScript<List<String>> SCRIPT = LuaScript.returningTexts("seats-version");

    private final StringRedisTemplate redis;

    SeatVersionScript(StringRedisTemplate redis) {
        this.redis = redis;
    }

    Reply run(Command command) {
        var keys = new AvailabilityKeys(command.eventId());
        var reply =
                Objects.requireNonNull(redis.execute(SCRIPT, List.of(keys.version()), Long.toString(command.shown())));
        return new Reply(Long.parseLong(reply.getFirst()), Long.parseLong(reply.getLast()));
    }
}
