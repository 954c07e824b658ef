package dev.boxoffice.event.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long catalogue reads are remembered in Redis.
///
/// @param ttl how long an entry lives; also how long one may be stale when Redis was away while it changed
@ConfigurationProperties("boxoffice.catalogue-cache")
public record CatalogueCacheProperties(@DefaultValue("60s") Duration ttl) {}
