package dev.boxoffice.event.listing;

/// What people have decided about an event. Whether it is on sale or over follows from the clock and the
/// tickets: [EventStatus].
public enum PublicationState {
    DRAFT,
    /// Imported: announced with its price range, not sold here yet.
    LISTED,
    PUBLISHED,
    /// Imported, and put off by its source without a new date.
    POSTPONED,
    CANCELLED
}
