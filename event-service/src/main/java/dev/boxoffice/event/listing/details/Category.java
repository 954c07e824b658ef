package dev.boxoffice.event.listing.details;

/// What kind of evening it is.
public enum Category {
    MUSIC,
    SPORTS,
    ARTS,
    FAMILY,
    COMEDY,
    OTHER
}
