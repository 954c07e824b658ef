package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.triage.TriageResult;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.Severity;

/// What the desk makes of a case: its category and severity, by which rules and which facts.
///
/// @param factsComplete false while the booking is still to be looked at
/// @param revenuePerHour minor units at stake, to break ties
public record CaseAssessment(
        String category,
        String module,
        Severity severity,
        String reason,
        int rulesVersion,
        CaseFacts facts,
        boolean factsComplete,
        long revenuePerHour) {

    public static CaseAssessment of(TriageResult result, GatheredFacts gathered) {
        return new CaseAssessment(
                result.category(),
                result.module(),
                result.severity(),
                result.reason(),
                result.rulesVersion(),
                gathered.facts(),
                gathered.complete(),
                gathered.revenuePerHour());
    }

    public CaseAssessment revised(TriageResult result) {
        return of(result, new GatheredFacts(facts, factsComplete, revenuePerHour));
    }

    public CaseAssessment withModule(String other) {
        return new CaseAssessment(
                category, other, severity, reason, rulesVersion, facts, factsComplete, revenuePerHour);
    }
}
