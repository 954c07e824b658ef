package dev.boxoffice.support.feed;

import java.util.UUID;

/// An event whose cancellation the desk knows nothing of.
record CancelledEvent(UUID eventId, String name) {}
