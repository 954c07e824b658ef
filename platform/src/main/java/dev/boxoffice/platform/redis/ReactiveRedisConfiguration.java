package dev.boxoffice.platform.redis;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializationContext;
import org.springframework.data.redis.serializer.RedisSerializer;

/// Redis for a process whose threads must not wait.
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
public class ReactiveRedisConfiguration {

    /// What may wait for a slow Redis in memory; beyond it commands fail at once.
    private static final int MOST_QUEUED = 10_000;

    @Bean
    LettuceClientOptionsBuilderCustomizer boundedRedisQueue() {
        return options -> options.requestQueueSize(MOST_QUEUED);
    }

    @Bean
    ReactiveRedisTemplate<String, byte[]> reactiveBytesTemplate(ReactiveRedisConnectionFactory connections) {
        return new ReactiveRedisTemplate<>(connections, textToBytes());
    }

    /// Keys and fields are text, values are bytes.
    public static RedisSerializationContext<String, byte[]> textToBytes() {
        return RedisSerializationContext.<String, byte[]>newSerializationContext(RedisSerializer.string())
                .value(RedisSerializer.byteArray())
                .hashValue(RedisSerializer.byteArray())
                .build();
    }

    @Bean
    ReactiveRedisExecutor reactiveRedisExecutor(ReactiveRedisTemplate<String, byte[]> redis, RedisGuard guard) {
        return new ReactiveRedisExecutor(redis, guard);
    }
}
