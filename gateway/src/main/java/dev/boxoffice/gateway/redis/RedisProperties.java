package dev.boxoffice.gateway.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where Redis is (`boxoffice.redis.*`): one URL, or several separated by commas for a Redis Cluster.
///
/// A command that takes longer than `gatewayTimeout` (300 ms) has failed: no request waits longer for Redis than that.
/// After `breakerFailures` (10) failures among the last 20 commands nothing is asked for `breakerOpen` (1 s).
@ConfigurationProperties("boxoffice.redis")
record RedisProperties(
        @DefaultValue("redis://localhost:16379") String url,
        @DefaultValue("300ms") Duration gatewayTimeout,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10") int breakerFailures,
        @DefaultValue("1s") Duration breakerOpen,
        @DefaultValue("10000") int requestQueueSize) {}
