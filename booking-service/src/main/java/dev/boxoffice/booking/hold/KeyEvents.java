package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.hold.Reservation.Repeatable;
import dev.boxoffice.booking.redis.EventKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/// Which event an `Idempotency-Key` was first used for, so that its use for another event is noticed.
///
/// On a single Redis the reserve script looks by itself. In a cluster the answer lives in another slot than the
/// event's seats, out of that script's reach: there it is a call of its own, before any seat is touched, and only
/// for requests that come with a key.
final class KeyEvents {

    private static final RedisScript<String> CLAIM = LuaScript.returningText("claim-key");

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final Duration ttl;
    private final boolean clustered;

    KeyEvents(StringRedisTemplate redis, RedisGuard guard, Duration ttl) {
        this.redis = redis;
        this.guard = guard;
        this.ttl = ttl;
        this.clustered =
                redis.getConnectionFactory() instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
    }

    /// What the reserve script is given to look at.
    List<String> seenByScript(Repeatable repeat) {
        return clustered ? List.of() : List.of(key(repeat));
    }

    /// Empty when Redis is out.
    Optional<Boolean> mayBeUsedFor(EventKeys event, Repeatable repeat) {
        if (!clustered) {
            return Optional.of(true); // the script will say
        }
        return guard.askTwice(
                        () -> redis.execute(CLAIM, List.of(key(repeat)), event.prefix(), Long.toString(ttl.toMillis())))
                .map(event.prefix()::equals);
    }

    private static String key(Repeatable repeat) {
        return "bo:idem:{" + repeat.key() + "}";
    }
}
