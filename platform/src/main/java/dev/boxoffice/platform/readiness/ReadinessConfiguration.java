package dev.boxoffice.platform.readiness;

import dev.boxoffice.platform.security.IssuerKeySource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/// What every process must have reached: the issuer's keys and Redis. Each service adds its own stores.
@AutoConfiguration(after = DataRedisAutoConfiguration.class)
public class ReadinessConfiguration {

    @Bean
    FirstContact issuerContact(ObjectProvider<IssuerKeySource> keys) {
        return new FirstContact("the issuer of tokens", () -> {
            var source = keys.getIfAvailable();
            if (source != null) {
                source.read();
            }
        });
    }

    @Bean
    FirstContact redisContact(RedisConnectionFactory connections) {
        var redis = new StringRedisTemplate(connections);
        return new FirstContact("Redis", () -> redis.execute((RedisCallback<String>) RedisConnection::ping));
    }

    @Bean
    FirstContactHealthIndicator firstContactHealthIndicator(ObjectProvider<FirstContact> contacts) {
        return new FirstContactHealthIndicator(contacts.orderedStream().toList());
    }
}
