package dev.boxoffice.event.venue;

import dev.boxoffice.event.cache.Versioned;

/// A venue as it is cached: what is shown, and what is needed to judge an edit.
public record CachedVenue(long version, VenueView view) implements Versioned {}
