package dev.boxoffice.support.triage.routing;

import java.util.UUID;

/// A past case, as far as routing asks about it.
record RoutedCase(UUID id, RoutingFacts facts) {}
