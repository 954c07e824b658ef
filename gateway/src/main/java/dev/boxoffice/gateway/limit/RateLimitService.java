package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitProperties.Bucket;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.RedisUnavailableException;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Takes requests out of buckets that all gateways share.
@Component
class RateLimitService {

    private final RateLimitScript script;
    private final LocalRateLimiter local;

    RateLimitService(RateLimitScript script, RateLimitProperties properties, Clock clock) {
        this.script = script;
        this.local = new LocalRateLimiter(properties.localBuckets(), clock);
    }

    /// @param who `user` or `address`
    /// @param id the user's or the address's name; only its hash is stored
    Mono<RateLimitStatus> take(String who, String id, RateClass kind, Bucket bucket) {
        String policy = who + "-" + kind.name().toLowerCase(Locale.ROOT);
        String key = "bo:rate:" + policy + ":" + UserHash.of(id).text();
        return script.run(new RateLimitScript.Command(key, policy, bucket))
                .onErrorResume(RedisUnavailableException.class, _ -> Mono.just(local.take(key, policy, bucket)));
    }
}
