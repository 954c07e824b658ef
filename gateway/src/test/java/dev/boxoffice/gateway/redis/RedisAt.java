package dev.boxoffice.gateway.redis;

import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.RedisStore;
import java.time.Duration;

/// Connects to a Redis of the test's choice, as a further gateway would.
public final class RedisAt {

    private RedisAt() {}

    public static Redis connect(RedisStore store) {
        Redis redis = unconnected(store.url());
        await().atMost(Duration.ofSeconds(10)).until(() -> answers(redis));
        return redis;
    }

    public static Redis unconnected(String url) {
        return new Redis(new RedisProperties(
                url, Duration.ofSeconds(5), Duration.ofSeconds(1), 10, Duration.ofMillis(200), 200_000));
    }

    public static boolean answers(Redis redis) {
        return Boolean.TRUE.equals(redis.call(commands -> commands.ping())
                .map("PONG"::equals)
                .onErrorReturn(false)
                .block());
    }
}
