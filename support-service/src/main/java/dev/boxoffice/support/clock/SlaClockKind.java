package dev.boxoffice.support.clock;

/// What a clock races towards.
public enum SlaClockKind {
    FIRST_RESPONSE,
    RESOLUTION,
    /// The incident's own clock, which never freezes.
    INCIDENT
}
