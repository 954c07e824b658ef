package dev.boxoffice.booking.hold.decline;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.store.DeclineLimit;
import dev.boxoffice.booking.hold.store.HoldStanding;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.RedisGuard;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// D5: how many cards of a buyer were declined of late, and on which of their holds one is being tried. Whoever
/// tries out stolen cards makes a new hold for each few, and tries many at the same moment.
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

    /// For the script of a hold, which counts by itself; empty in a cluster, where the count lives in another
    /// slot than the hold: there [#begin] it first.
    public Optional<DeclineLimit> limitInScripts(UserHash buyer) {
        return clustered ? Optional.empty() : Optional.of(limit(buyer));
    }

    /// In a cluster: whether another card may be tried. Empty while Redis is out.
    public Optional<HoldStanding> begin(Hold hold) {
        return begin.run(new BeginTryScript.Command(limit(hold.buyer()), keyOf(hold.event(), hold.key())));
    }

    public void count(UserHash buyer, UUID event, String holdKey) {
        count.run(new CountDeclineScript.Command(
                limit(buyer), keyOf(event, holdKey), properties.declines().window()));
    }

    /// No card is being tried on it any more, and none was declined.
    public void end(UserHash buyer, UUID event, String holdKey) {
        guard.ask(() -> redis.opsForSet().remove(limit(buyer).tries(), keyOf(event, holdKey)));
    }

    /// Elsewhere the next try finds out by itself: the hold is gone.
    public void succeeded(UserHash buyer, UUID event, String holdKey) {
        if (clustered) {
            end(buyer, event, holdKey);
        }
    }

    private DeclineLimit limit(UserHash buyer) {
        var declines = "bo:declines:{" + buyer.text() + "}";
        var limits = properties.declines();
        return new DeclineLimit(declines, declines + ":tries", limits.perBuyer(), limits.longestTry());
    }

    private static String keyOf(UUID event, String holdKey) {
        return SeatKeys.of(event).hold(holdKey);
    }
}
