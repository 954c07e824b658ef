package dev.boxoffice.booking.invariant;

import java.util.UUID;

/// A promise that is broken, once or more often, at one event.
record InvariantBreach(InvariantRule rule, UUID event, long count) {}
