package dev.boxoffice.search.answer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long answers are kept in Redis, and how instances keep from computing the same one at once.
///
/// @param enabled whether answers are kept at all
/// @param ttl longest life of an answer
/// @param jitter most that is taken off `ttl` at random, so that answers stored together do not end together
/// @param lock how long one instance may take before another computes the same answer too
/// @param waiting how long the others wait for it
/// @param edge `max-age` told to browsers and edges
@ConfigurationProperties("boxoffice.search.cache")
public record AnswerCacheProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("30s") Duration ttl,
        @DefaultValue("10s") Duration jitter,
        @DefaultValue("2s") Duration lock,
        @DefaultValue("300ms") Duration waiting,
        @DefaultValue("30s") Duration edge) {}
