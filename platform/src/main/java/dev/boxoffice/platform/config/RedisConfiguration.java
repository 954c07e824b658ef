package dev.boxoffice.platform.config;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.TimeoutOptions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/// While Redis is away commands fail at once instead of queueing up behind a connection that may never come back.
@AutoConfiguration(before = DataRedisAutoConfiguration.class)
public class RedisConfiguration {

    @Bean
    LettuceClientOptionsBuilderCustomizer failFastRedis() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled());
    }
}
