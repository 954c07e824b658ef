package dev.boxoffice.support.cases.deadline;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.routing.CaseReassessmentService;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.triage.TriageService;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Reassesses a case when the doors of its event come near: what was not urgent yesterday may be now.
@Component
class DoorsTimerHandler implements TimerHandler {

    private final CaseRepository cases;
    private final TriageService triage;
    private final CaseReassessmentService reassessment;

    DoorsTimerHandler(CaseRepository cases, TriageService triage, CaseReassessmentService reassessment) {
        this.cases = cases;
        this.triage = triage;
        this.reassessment = reassessment;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.DOORS;
    }

    /// Members of an acknowledged incident stay where they are: somebody is on it for all of them.
    @Override
    public void handle(UUID caseId, Instant now) {
        cases.lock(caseId)
                .filter(open -> open.status().isOpen())
                .filter(open -> !open.placement().queue().equals(RoutingRuleSet.BULK_QUEUE))
                .ifPresent(open -> reassess(open, now));
    }

    private void reassess(SupportCase open, Instant now) {
        var before = open.assessment();
        triage.assessAs(before.category(), before.facts(), now)
                .filter(result -> result.severity().worseThan(before.severity()))
                .ifPresent(result -> reassessment.reassess(open, before.revised(result), HistoryRepository.DESK, now));
    }
}
