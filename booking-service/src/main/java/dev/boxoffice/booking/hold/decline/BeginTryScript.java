package dev.boxoffice.booking.hold.decline;

import dev.boxoffice.booking.hold.store.DeclineLimit;
import dev.boxoffice.booking.hold.store.HoldStanding;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `begin-try.lua`: counts a card that is about to be tried, unless `begin-claim.lua` has done so.
@Component
class BeginTryScript {

    private static final RedisScript<List<String>> SCRIPT = LuaScript.returningTexts("begin-try");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;

    BeginTryScript(StringRedisTemplate redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /// Empty when Redis is out.
    Optional<HoldStanding> run(DeclineLimit limit) {
        return guard.ask(() -> redis.execute(
                        SCRIPT,
                        List.of(limit.declined(), limit.tried()),
                        Integer.toString(limit.most()),
                        limit.card(),
                        Long.toString(limit.longestTry().toMillis())))
                .map(BeginTryScript::read);
    }

    private static HoldStanding read(List<String> words) {
        return switch (words.getFirst()) {
            case "BEGUN" -> new HoldStanding.Alive(null);
            case "EXHAUSTED" -> new HoldStanding.Exhausted(Duration.ofMillis(Long.parseLong(words.get(1))));
            case "CROWDED" -> new HoldStanding.Crowded();
            default -> throw new IllegalStateException("begin-try.lua answered " + words);
        };
    }
}
