package dev.boxoffice.support.cases.merge;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.routing.CaseReassessmentService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.TriageService;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// Sees a case as bad as what goes on in it: a merger makes nothing less urgent.
@Service
class MergedAssessmentService {

    private final TriageService triage;
    private final CaseReassessmentService reassessment;
    private final HistoryRepository history;

    MergedAssessmentService(TriageService triage, CaseReassessmentService reassessment, HistoryRepository history) {
        this.triage = triage;
        this.reassessment = reassessment;
        this.history = history;
    }

    /// @param source resolved in this transaction; both are locked
    void reassess(SupportCase source, SupportCase target, String by, Instant now) {
        var assessment = worst(source, target, now);
        var from = target.assessment().category();
        if (!from.equals(assessment.category())) {
            history.recordForCase(
                    target.id(),
                    HistoryEventType.RECATEGORISED,
                    by,
                    now,
                    Map.of("from", from, "to", assessment.category()));
        }
        reassessment.takeOver(target, assessment, source, by, now);
    }

    /// What either was taken for, and what the facts of both make of what the one that goes on is about. Members of an
    /// acknowledged incident stay as they are: somebody is on it for all of them.
    private CaseAssessment worst(SupportCase source, SupportCase target, Instant now) {
        var before = target.assessment();
        var facts = facts(source.assessment(), before);
        var stays = before.with(facts);
        if (target.placement().isHeldByIncident()) {
            return stays;
        }
        var seenAnew = facts.facts().equals(before.facts())
                ? stays
                : triage.assessAs(before.category(), facts.facts(), now)
                        .map(result -> CaseAssessment.of(result, facts))
                        .orElse(stays);
        return Stream.of(seenAnew, source.assessment().with(facts))
                .reduce(stays, (worst, other) -> other.worseThan(worst) ? other : worst);
    }

    /// What says more; where both say as much, what the worse of the two was assessed by. A booking that was not looked
    /// at in the one case has still to be in the other.
    private static GatheredFacts facts(CaseAssessment source, CaseAssessment target) {
        var isBetter = source.facts().saysMoreThan(target.facts())
                || (source.worseThan(target) && !target.facts().saysMoreThan(source.facts()));
        var known = isBetter ? source : target;
        return new GatheredFacts(
                known.facts(), source.factsComplete() && target.factsComplete(), known.revenuePerHour());
    }
}
