package dev.boxoffice.support.triage;

import dev.boxoffice.support.triage.severity.Severity;

/// What a case is about and how bad that is.
///
/// @param unverified whether the worst is claimed and nothing of ours shows it yet
/// @param reason what the severity follows from, for the history and for people who doubt it
public record TriageResult(
        String category, String module, Severity severity, String reason, boolean unverified, int rulesVersion) {

    TriageResult because(String why) {
        return new TriageResult(category, module, severity, why, unverified, rulesVersion);
    }
}
