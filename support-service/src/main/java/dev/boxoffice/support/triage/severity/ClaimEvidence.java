package dev.boxoffice.support.triage.severity;

/// What our own rows say of a claim of the worst kind.
public enum ClaimEvidence {
    /// They show the consequence.
    FOUND,
    /// They show that it is not so, as far as they go.
    CONTRADICTED,
    /// They know nothing of it, yet.
    MISSING
}
