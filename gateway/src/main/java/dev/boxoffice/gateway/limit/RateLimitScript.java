package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitProperties.Bucket;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `rate-limit.lua`: takes one request out of a bucket that all gateways share.
@Component
class RateLimitScript {
    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("rate-limit");

    /// @param key of the bucket
    /// @param policy the limit's name in the response
    record Command(String key, String policy, Bucket bucket) {}

    private final ReactiveRedisExecutor redis;

    RateLimitScript(ReactiveRedisExecutor redis) {
        this.redis = redis;
    }

    Mono<RateLimitStatus> run(Command command) {
        var bucket = command.bucket();
        return redis.run(SCRIPT, List.of(command.key()), utf8(bucket.earnMicros()), utf8(bucket.burst()))
                .map(reply -> new RateLimitStatus(
                        command.policy(),
                        bucket,
                        number(reply.get(0)) == 1,
                        number(reply.get(1)),
                        Duration.of(number(reply.get(2)), ChronoUnit.MICROS),
                        Duration.of(number(reply.get(3)), ChronoUnit.MICROS)));
    }

    private static byte[] utf8(long number) {
        return Long.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private static long number(Object element) {
        return (Long) element;
    }
}
