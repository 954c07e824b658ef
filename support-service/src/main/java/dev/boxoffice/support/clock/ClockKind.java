package dev.boxoffice.support.clock;

/// What a clock races towards.
public enum ClockKind {
    FIRST_RESPONSE,
    RESOLUTION,
    /// The incident's own clock, which never freezes.
    INCIDENT
}
