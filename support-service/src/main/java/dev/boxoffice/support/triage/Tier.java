package dev.boxoffice.support.triage;

/// The contract a reporter has; it sets the first-response target and breaks ties.
public enum Tier {
    ORGANISER,
    VIP,
    STANDARD
}
