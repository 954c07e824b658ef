package dev.boxoffice.support.triage.rule;

/// What a version of rules is about.
public enum RuleKind {
    CATEGORY,
    ROUTING
}
