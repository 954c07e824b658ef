package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitProperties.Bucket;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// `rate-limit.lua`: takes one request out of buckets that all gateways share.
@Component
class RateLimitScript {

    private static final RedisScript<List<byte[]>> SCRIPT = LuaScript.returningBytes("rate-limit");
    private static final int NUMBERS_A_BUCKET = 4;

    /// @param key of the bucket
    /// @param policy the limit's name in the response
    record Command(String key, String policy, Bucket bucket) {}

    private final ReactiveRedisExecutor redis;

    RateLimitScript(ReactiveRedisExecutor redis) {
        this.redis = redis;
    }

    /// How the buckets stand, up to the first that is empty. On a cluster they live in different places, so each takes
    /// a call of its own there.
    Mono<List<RateLimitStatus>> run(List<Command> commands) {
        return redis.isCluster()
                ? Flux.fromIterable(commands)
                        .concatMap(command -> runTogether(List.of(command)), 1)
                        .concatMapIterable(statuses -> statuses)
                        .takeUntil(status -> !status.allowed())
                        .collectList()
                : runTogether(commands);
    }

    private Mono<List<RateLimitStatus>> runTogether(List<Command> commands) {
        byte[][] arguments = new byte[commands.size() * 2][];
        List<String> keys = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            keys.add(commands.get(i).key());
            arguments[2 * i] = utf8(commands.get(i).bucket().earnMicros());
            arguments[2 * i + 1] = utf8(commands.get(i).bucket().burst());
        }
        return redis.run(SCRIPT, keys, arguments).map(reply -> statuses(commands, reply));
    }

    private static List<RateLimitStatus> statuses(List<Command> commands, List<Object> reply) {
        List<RateLimitStatus> statuses = new ArrayList<>(commands.size());
        for (int i = 0; i * NUMBERS_A_BUCKET < reply.size(); i++) {
            int from = i * NUMBERS_A_BUCKET;
            statuses.add(new RateLimitStatus(
                    commands.get(i).policy(),
                    commands.get(i).bucket(),
                    number(reply.get(from)) == 1,
                    number(reply.get(from + 1)),
                    Duration.of(number(reply.get(from + 2)), ChronoUnit.MICROS),
                    Duration.of(number(reply.get(from + 3)), ChronoUnit.MICROS)));
        }
        return statuses;
    }

    private static byte[] utf8(long number) {
        return Long.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private static long number(Object element) {
        return (Long) element;
    }
}
