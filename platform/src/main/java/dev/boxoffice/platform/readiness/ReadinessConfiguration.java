package dev.boxoffice.platform.readiness;

import dev.boxoffice.platform.security.IssuerKeySource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
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
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FirstContact redisContact(RedisConnectionFactory connections) {
        var redis = new StringRedisTemplate(connections);
        return new FirstContact("Redis", () -> redis.execute((RedisCallback<String>) RedisConnection::ping));
    }

    /// Over the connection that all commands share. Spring connects under a lock that every command takes, and what
    /// follows a reply runs on the loops that connect: a second connection, opened while the first is in use, may
    /// wait for a loop that waits for the lock, and then nothing is answered ever again.
    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    FirstContact reactiveRedisContact(ReactiveRedisConnectionFactory connections) {
        var redis = new ReactiveStringRedisTemplate(connections);
        return new FirstContact(
                "Redis", () -> redis.execute(ReactiveRedisConnection::ping).blockLast());
    }

    @Bean
    FirstContactHealthIndicator firstContactHealthIndicator(ObjectProvider<FirstContact> contacts) {
        return new FirstContactHealthIndicator(contacts.orderedStream().toList());
    }
}
