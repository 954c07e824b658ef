package dev.boxoffice.support.triage.rule;

/// What a version of something the manager replaces as a whole is about.
public enum RuleKind {
    CATEGORY,
    ROUTING,
    /// Text modules.
    MACRO
}
