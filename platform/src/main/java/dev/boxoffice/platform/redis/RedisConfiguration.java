package dev.boxoffice.platform.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.TimeoutOptions;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/// While Redis is away commands fail at once instead of queueing up behind a connection that may never come back, and
/// the [RedisGuard] keeps callers from waiting for it.
@AutoConfiguration(before = DataRedisAutoConfiguration.class)
@EnableConfigurationProperties(RedisGuardProperties.class)
public class RedisConfiguration {

    @Bean
    LettuceClientOptionsBuilderCustomizer failFastRedis() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled());
    }

    @Bean
    StringRedisTemplate stringRedisTemplate(RedisConnectionFactory connections) {
        var redis = new StringRedisTemplate(connections);
        redis.setScriptExecutor(new UntimedScriptExecutor(redis));
        return redis;
    }

    @Bean
    RedisGuard redisGuard(RedisGuardProperties properties, MeterRegistry metrics) {
        return new RedisGuard(properties, metrics);
    }
}
