package dev.boxoffice.gateway.redis;

import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.redis.ReactiveRedisConfiguration;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.platform.redis.RedisGuard;
import dev.boxoffice.platform.redis.RedisGuardProperties;
import dev.boxoffice.testkit.TestRedis;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.TimeoutOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;

/// Connects to a Redis of the test's choice, as a further gateway would.
public final class TestRedisExecutor {

    private TestRedisExecutor() {}

    public static ReactiveRedisExecutor connect(TestRedis store) {
        return connect(store, Duration.ofSeconds(5), Duration.ofMillis(200));
    }

    /// @param timeout after which a command has failed
    /// @param openFor how long nothing is asked after ten failures
    public static ReactiveRedisExecutor connect(TestRedis store, Duration timeout, Duration openFor) {
        var redis = unconnected(store.url(), timeout, openFor);
        await().atMost(Duration.ofMinutes(1)).until(() -> answers(redis));
        return redis;
    }

    public static ReactiveRedisExecutor unconnected(String url) {
        return unconnected(url, Duration.ofSeconds(5), Duration.ofMillis(200));
    }

    private static ReactiveRedisExecutor unconnected(String url, Duration timeout, Duration openFor) {
        var connections = new LettuceConnectionFactory(
                LettuceConnectionFactory.createRedisConfiguration(url),
                LettuceClientConfiguration.builder()
                        .commandTimeout(timeout)
                        .clientOptions(ClientOptions.builder()
                                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                                .timeoutOptions(TimeoutOptions.enabled())
                                .build())
                        .build());
        connections.afterPropertiesSet();
        connections.start();
        return new ReactiveRedisExecutor(
                new ReactiveRedisTemplate<>(connections, ReactiveRedisConfiguration.textToBytes()),
                new RedisGuard(new RedisGuardProperties(50, 20, 10, openFor, 3), new SimpleMeterRegistry()));
    }

    public static boolean answers(ReactiveRedisExecutor redis) {
        return Boolean.TRUE.equals(redis.call(template ->
                        template.execute(connection -> connection.ping()).next())
                .map("PONG"::equals)
                .onErrorReturn(false)
                .block());
    }
}
