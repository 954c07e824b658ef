package dev.boxoffice.booking.hold.decline;

import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.store.DeclineLimit;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// D5: how many cards of a buyer were declined of late. Whoever tries out stolen cards makes a new hold for each few.
@Component
public class DeclineCountStore {

    private final CountDeclineScript script;
    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final HoldProperties properties;
    private final boolean clustered;

    DeclineCountStore(
            CountDeclineScript script,
            StringRedisTemplate redis,
            RedisConnectionFactory connections,
            RedisGuard guard,
            HoldProperties properties) {
        this.script = script;
        this.redis = redis;
        this.guard = guard;
        this.properties = properties;
        this.clustered = connections instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
    }

    /// For a script of a hold, which then looks by itself; null in a cluster, where the count lives in another slot
    /// than
    /// the hold: there ask [#waitOf] first.
    public @Nullable DeclineLimit limitInScripts(UserHash buyer) {
        return clustered
                ? null
                : new DeclineLimit(key(buyer), properties.declines().perBuyer());
    }

    public void count(UserHash buyer) {
        script.run(
                new CountDeclineScript.Command(key(buyer), properties.declines().window()));
    }

    /// How long the buyer has to wait before another card; empty where they need not, and while Redis is out.
    public Optional<Duration> waitOf(UserHash buyer) {
        return guard.ask(() -> Optional.ofNullable(redis.opsForValue().get(key(buyer))))
                .flatMap(count -> count)
                .filter(count ->
                        Integer.parseInt(count) >= properties.declines().perBuyer())
                .flatMap(_ -> guard.ask(() -> redis.getExpire(key(buyer), TimeUnit.MILLISECONDS)))
                .filter(left -> left > 0)
                .map(Duration::ofMillis);
    }

    private static String key(UserHash buyer) {
        return "bo:declines:{" + buyer.text() + "}";
    }
}
