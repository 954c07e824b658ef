package dev.boxoffice.support.cases.work;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.support.cases.routing.CaseLabelService;
import dev.boxoffice.support.cases.routing.CaseReassessmentService;
import dev.boxoffice.support.triage.TriageService;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Says what a case is really about, where the rules were wrong. Its severity follows from the facts, as at intake.
@Service
class CaseRecategorisationService {

    private final CaseOwnershipService ownership;
    private final TriageService triage;
    private final CaseReassessmentService reassessment;
    private final CaseLabelService labels;

    CaseRecategorisationService(
            CaseOwnershipService ownership,
            TriageService triage,
            CaseReassessmentService reassessment,
            CaseLabelService labels) {
        this.ownership = ownership;
        this.triage = triage;
        this.reassessment = reassessment;
        this.labels = labels;
    }

    @Transactional
    public CaseOutcome recategorise(UUID id, CaseActor actor, String category, Instant now) {
        if (!triage.knows(category)) {
            throw unknownCategory();
        }
        return ownership.changeOpen(id, actor, "recategorised", locked -> {
            var assessment = triage.assessAs(category, locked.assessment().facts(), now)
                    .map(locked.assessment()::revised)
                    .orElseThrow(CaseRecategorisationService::unknownCategory);
            reassessment.reassess(locked, assessment, actor.id(), now);
            labels.recordCorrection(locked, assessment, actor.id(), now);
        });
    }

    private static ProblemException unknownCategory() {
        return FieldErrors.single("category", "is no category of the rules in force");
    }
}
