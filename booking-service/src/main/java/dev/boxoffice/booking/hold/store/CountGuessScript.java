package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.catalogue.code.CodeProperties;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `count-guess.lua`: slows down who tries out codes without reserving.
@Component
public class CountGuessScript {

    /// @param isWrong whether the code does not exist
    public record Command(UUID event, UserHash buyer, boolean isWrong) {}

    private static final RedisScript<Long> SCRIPT = LuaScript.returningNumber("count-guess");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final CodeProperties properties;

    CountGuessScript(StringRedisTemplate redis, RedisGuard guard, CodeProperties properties) {
        this.redis = redis;
        this.guard = guard;
        this.properties = properties;
    }

    /// How long the buyer has to wait; empty where they need not, and while Redis is out.
    public Optional<Duration> run(Command command) {
        var keys = List.of(SeatKeys.of(command.event()).guesses(command.buyer()));
        return guard.ask(() -> redis.execute(
                        SCRIPT,
                        keys,
                        command.isWrong() ? "1" : "0",
                        Integer.toString(properties.guesses()),
                        Long.toString(properties.guessWindow().toMillis())))
                .filter(wait -> wait > 0)
                .map(Duration::ofMillis);
    }
}
