package dev.boxoffice.support.cases.resolution;

import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.routing.CaseRoutingService;
import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.triage.TriageService;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Lets a reopened case wait in its queue again, with new clocks, as it would be taken in today: an incident that once
/// lowered its severity is over.
@Service
class CaseRestartService {

    private final CaseRepository cases;
    private final TriageService triage;
    private final SlaClockService clocks;
    private final CaseRoutingService routing;
    private final CaseTimerService timers;

    CaseRestartService(
            CaseRepository cases,
            TriageService triage,
            SlaClockService clocks,
            CaseRoutingService routing,
            CaseTimerService timers) {
        this.cases = cases;
        this.triage = triage;
        this.clocks = clocks;
        this.routing = routing;
        this.timers = timers;
    }

    void restart(SupportCase reopened, Instant now) {
        var id = reopened.id();
        var before = reopened.assessment();
        var assessment = triage.assessAs(before.category(), before.facts(), now)
                .map(before::revised)
                .orElse(before);
        var severity = assessment.severity();
        cases.updateAssessment(id, assessment, CaseFingerprints.of(reopened.report(), assessment.category()), now);
        clocks.startForCase(id, severity, reopened.report().tier(), assessment.isUnderstood(), now);
        cases.setDeadline(id, clocks.resolutionDeadline(severity, now));
        routing.enqueue(reopened, routing.place(reopened.routingFacts(assessment), now), assessment.module(), now);
        timers.armHeartbeat(id, severity, now);
    }
}
