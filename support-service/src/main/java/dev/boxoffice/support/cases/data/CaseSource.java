package dev.boxoffice.support.cases.data;

/// Who opened a case.
public enum CaseSource {
    /// A person.
    REPORT,
    /// The platform, before anybody complained.
    PLATFORM,
    /// The desk, to prove its own timers.
    SYNTHETIC
}
