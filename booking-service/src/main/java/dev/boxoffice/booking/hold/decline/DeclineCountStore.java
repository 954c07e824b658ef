package dev.boxoffice.booking.hold.decline;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.store.DeclineLimit;
import dev.boxoffice.booking.hold.store.HoldStanding;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// D5: which cards of a buyer were declined of late, and which are being tried. Whoever tries out stolen cards makes a
/// new hold for each few, and tries many at the same moment: each is counted before it is tried, under a name of its
/// own.
@Component
public class DeclineCountStore {

    private final BeginTryScript begin;
    private final CountDeclineScript count;
    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final HoldProperties properties;
    private final boolean clustered;

    DeclineCountStore(
            BeginTryScript begin,
            CountDeclineScript count,
            StringRedisTemplate redis,
            RedisGuard guard,
            HoldProperties properties) {
        this.begin = begin;
        this.count = count;
        this.redis = redis;
        this.guard = guard;
        this.properties = properties;
        this.clustered = isClustered(redis.getConnectionFactory());
    }

    private static boolean isClustered(@Nullable RedisConnectionFactory connections) {
        return connections instanceof LettuceConnectionFactory lettuce && lettuce.isClusterAware();
    }

    /// For the script of a hold, which counts its first card by itself; empty in a cluster, where the count lives in
    /// another slot than the hold: there [#begin] it first.
    public Optional<DeclineLimit> limitInScripts(Hold hold) {
        return clustered ? Optional.empty() : Optional.of(limit(CardTry.of(hold, 1)));
    }

    /// Whether this card may be tried. Empty while Redis is out.
    public Optional<HoldStanding> begin(Hold hold, int number) {
        return begin.run(limit(CardTry.of(hold, number)));
    }

    /// To be called before Postgres says that it was declined: whoever sees that there finds it counted.
    public void count(CardTry card) {
        count.run(new CountDeclineScript.Command(
                limit(card), properties.declines().window()));
    }

    /// It is being tried no more, and was not declined.
    public void end(CardTry card) {
        var limit = limit(card);
        guard.ask(() -> redis.opsForZSet().remove(limit.tried(), limit.card()));
    }

    /// Elsewhere the next try finds out by itself: the hold is gone, and its seats are sold.
    public void succeeded(CardTry card) {
        if (clustered) {
            end(card);
        }
    }

    private DeclineLimit limit(CardTry card) {
        var buyer = "{" + card.buyer().text() + "}";
        var limits = properties.declines();
        return new DeclineLimit(
                "bo:declined:" + buyer, "bo:tried:" + buyer, card.toText(), limits.perBuyer(), limits.longestTry());
    }
}
