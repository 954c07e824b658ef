package dev.boxoffice.event.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long catalogue reads are remembered in Redis.
///
/// @param ttl how long an entry lives; also how long one may be stale when Redis was away while it changed
/// @param pauseAfterFailure how long Redis is left alone after it failed to answer, so that reads stay quick
/// without it
@ConfigurationProperties("boxoffice.catalogue-cache")
public record CatalogueCacheProperties(
        @DefaultValue("60s") Duration ttl,
        @DefaultValue("1s") Duration pauseAfterFailure) {}
