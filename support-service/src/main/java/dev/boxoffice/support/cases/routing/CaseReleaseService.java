package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.TriageService;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Releases a case that was taken for one of many: it is assessed and routed by itself again.
@Service
public class CaseReleaseService {

    private final CaseRepository cases;
    private final TriageService triage;
    private final CaseReassessmentService reassessment;
    private final CaseRoutingService routing;

    CaseReleaseService(
            CaseRepository cases,
            TriageService triage,
            CaseReassessmentService reassessment,
            CaseRoutingService routing) {
        this.cases = cases;
        this.triage = triage;
        this.reassessment = reassessment;
        this.routing = routing;
    }

    /// @param id of a case the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID id, Instant now) {
        var member = cases.get(id);
        var before = member.assessment();
        var assessment = triage.assessAs(before.category(), before.facts(), now)
                .map(before::revised)
                .orElse(before);
        var reassessed = reassessment.reassess(member, assessment, HistoryRepository.DESK, now);
        if (reassessed.status() == CaseStatus.ROUTED
                && reassessed.placement().queue().equals(RoutingRuleSet.BULK_QUEUE)) {
            var to = routing.place(reassessed.routingFacts(assessment), now);
            routing.enqueue(reassessed, to, assessment.module(), now);
        }
    }
}
