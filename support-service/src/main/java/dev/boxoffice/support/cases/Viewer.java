package dev.boxoffice.support.cases;

/// Through whose eyes a case is seen.
enum Viewer {
    REPORTER,
    AGENT,
    /// Works for another company: personal data is masked.
    CONTRACTOR
}
