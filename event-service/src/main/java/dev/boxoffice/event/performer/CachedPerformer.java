package dev.boxoffice.event.performer;

import dev.boxoffice.event.cache.Versioned;

/// A performer as it is cached.
public record CachedPerformer(long version, PerformerView view) implements Versioned {}
