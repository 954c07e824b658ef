package dev.boxoffice.support.triage.severity;

/// The contract a reporter has; it sets the first-response target and breaks ties.
public enum ContractTier {
    ORGANISER,
    VIP,
    STANDARD
}
