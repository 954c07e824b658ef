package dev.boxoffice.booking.catalogue.right;

/// What a caller may do with an event.
public enum EventAccess {
    ALLOWED,
    DENIED,
    NO_SUCH_EVENT
}
