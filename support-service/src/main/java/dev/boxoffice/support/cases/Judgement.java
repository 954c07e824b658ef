package dev.boxoffice.support.cases;

import dev.boxoffice.support.triage.CaseFacts;
import dev.boxoffice.support.triage.Severity;
import dev.boxoffice.support.triage.Triage;

/// What the desk makes of a case: its category and severity, by which rules and which facts.
///
/// @param factsComplete false while the booking is still to be looked at
/// @param revenuePerHour minor units at stake, to break ties
public record Judgement(
        String category,
        String module,
        Severity severity,
        String reason,
        int rulesVersion,
        CaseFacts facts,
        boolean factsComplete,
        long revenuePerHour) {

    public static Judgement of(Triage.Verdict verdict, CaseFacts facts, boolean factsComplete, long revenuePerHour) {
        return new Judgement(
                verdict.category(),
                verdict.module(),
                verdict.severity(),
                verdict.reason(),
                verdict.rulesVersion(),
                facts,
                factsComplete,
                revenuePerHour);
    }

    public Judgement revised(Triage.Verdict verdict) {
        return of(verdict, facts, factsComplete, revenuePerHour);
    }

    Judgement withModule(String other) {
        return new Judgement(category, other, severity, reason, rulesVersion, facts, factsComplete, revenuePerHour);
    }

    public Judgement withSeverity(Severity other, String why) {
        return new Judgement(category, module, other, why, rulesVersion, facts, factsComplete, revenuePerHour);
    }
}
