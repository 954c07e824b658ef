package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.triage.TriageResult;
import dev.boxoffice.support.triage.category.CategoryRuleSet;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.Severity;

/// What the desk makes of a case: its category and severity, by which rules and which facts.
///
/// @param unverified whether the worst is claimed and nothing of ours shows it yet
/// @param factsComplete false while the booking is still to be looked at
/// @param revenuePerHour minor units at stake, to break ties
public record CaseAssessment(
        String category,
        String module,
        Severity severity,
        String reason,
        boolean unverified,
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
                result.unverified(),
                result.rulesVersion(),
                gathered.facts(),
                gathered.complete(),
                gathered.revenuePerHour());
    }

    /// Whether a rule, or somebody, knows what it is about.
    public boolean isUnderstood() {
        return !category.equals(CategoryRuleSet.OTHER.category());
    }

    public CaseAssessment revised(TriageResult result) {
        return of(result, gathered());
    }

    public GatheredFacts gathered() {
        return new GatheredFacts(facts, factsComplete, revenuePerHour);
    }

    public CaseAssessment with(GatheredFacts other) {
        return new CaseAssessment(
                category,
                module,
                severity,
                reason,
                unverified,
                rulesVersion,
                other.facts(),
                other.complete(),
                other.revenuePerHour());
    }

    /// A claim of the worst kind weighs more than what is certain and as severe: it may still turn out true.
    public boolean worseThan(CaseAssessment other) {
        return severity.worseThan(other.severity) || (severity == other.severity && unverified && !other.unverified);
    }

    public CaseAssessment withModule(String other) {
        return new CaseAssessment(
                category, other, severity, reason, unverified, rulesVersion, facts, factsComplete, revenuePerHour);
    }
}
