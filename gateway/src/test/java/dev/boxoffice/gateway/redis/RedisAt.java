package dev.boxoffice.gateway.redis;

import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.RedisStore;
import java.time.Duration;

/// Connects to a Redis of the test's choice, as a further gateway would.
public final class RedisAt {

    private RedisAt() {}

    public static Redis connect(RedisStore store) {
        return connect(store, Duration.ofSeconds(5), Duration.ofMillis(200));
    }

    /// @param timeout after which a command has failed
    /// @param open how long nothing is asked after ten failures
    public static Redis connect(RedisStore store, Duration timeout, Duration open) {
        Redis redis = unconnected(store.url(), timeout, open);
        await().atMost(Duration.ofSeconds(10)).until(() -> answers(redis));
        return redis;
    }

    public static Redis unconnected(String url) {
        return unconnected(url, Duration.ofSeconds(5), Duration.ofMillis(200));
    }

    private static Redis unconnected(String url, Duration timeout, Duration open) {
        return new Redis(new RedisProperties(url, timeout, Duration.ofSeconds(1), 10, open, 200_000));
    }

    public static boolean answers(Redis redis) {
        return Boolean.TRUE.equals(redis.call(commands -> commands.ping())
                .map("PONG"::equals)
                .onErrorReturn(false)
                .block());
    }
}
