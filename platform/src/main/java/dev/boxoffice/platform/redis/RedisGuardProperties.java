package dev.boxoffice.platform.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When Redis counts as out, so that everybody goes on without it. Each command's own timeout is
/// `spring.data.redis.timeout`.
///
/// @param failureRate percentage of failed calls that opens the breaker
/// @param window calls looked back at
/// @param minimumCalls calls seen before the breaker may open
/// @param openFor how long Redis is left alone before it is tried again
/// @param trialCalls calls that try it then
@ConfigurationProperties("boxoffice.redis-guard")
public record RedisGuardProperties(
        @DefaultValue("80") float failureRate,
        @DefaultValue("20") int window,
        @DefaultValue("10") int minimumCalls,
        @DefaultValue("2s") Duration openFor,
        @DefaultValue("3") int trialCalls) {}
