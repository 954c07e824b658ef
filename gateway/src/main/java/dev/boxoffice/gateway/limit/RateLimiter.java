package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitProperties.Bucket;
import dev.boxoffice.gateway.redis.LuaScript;
import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.redis.RedisUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Takes requests out of buckets that all gateways share.
@Component
class RateLimiter {

    private static final LuaScript SCRIPT = LuaScript.named("rate-limit");

    private final Redis redis;
    private final LocalBuckets local;

    RateLimiter(Redis redis, RateLimitProperties properties, Clock clock) {
        this.redis = redis;
        this.local = new LocalBuckets(properties.localBuckets(), clock);
    }

    /// @param who `user` or `address`
    /// @param id the user's or the address's name; only its hash is stored
    Mono<Standing> take(String who, String id, RateClass kind, Bucket bucket) {
        String policy = who + "-" + kind.name().toLowerCase(Locale.ROOT);
        String key = "bo:rate:" + policy + ":" + hash(id);
        return redis.eval(SCRIPT, List.of(key), Redis.utf8(bucket.earnMicros()), Redis.utf8(bucket.burst()))
                .map(reply -> standing(policy, bucket, reply))
                .onErrorResume(RedisUnavailableException.class, _ -> Mono.just(local.take(key, policy, bucket)));
    }

    private static Standing standing(String policy, Bucket bucket, List<Object> reply) {
        return new Standing(
                policy,
                bucket,
                Redis.number(reply.get(0)) == 1,
                Redis.number(reply.get(1)),
                Duration.of(Redis.number(reply.get(2)), ChronoUnit.MICROS),
                Duration.of(Redis.number(reply.get(3)), ChronoUnit.MICROS));
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
