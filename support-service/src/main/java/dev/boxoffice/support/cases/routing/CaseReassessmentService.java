package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Gives a case another category or severity: its time is kept, and it moves to another queue where nobody owns it yet.
@Service
public class CaseReassessmentService {

    private final CaseRepository cases;
    private final SlaClockService clocks;
    private final CaseRoutingService routing;
    private final CaseTimerService timers;
    private final HistoryRepository history;

    CaseReassessmentService(
            CaseRepository cases,
            SlaClockService clocks,
            CaseRoutingService routing,
            CaseTimerService timers,
            HistoryRepository history) {
        this.cases = cases;
        this.clocks = clocks;
        this.routing = routing;
        this.timers = timers;
        this.history = history;
    }

    /// @param locked the case, whose row the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public SupportCase reassess(SupportCase locked, CaseAssessment assessment, String actor, Instant now) {
        var fingerprints = CaseFingerprints.of(locked.report(), assessment.category());
        cases.updateAssessment(locked.id(), assessment, fingerprints, now);
        if (locked.assessment().severity() != assessment.severity()) {
            changeSeverity(locked, assessment, actor, now);
        }
        timers.armDoors(locked.id(), assessment, now);
        reroute(locked, assessment, now);
        return cases.get(locked.id());
    }

    private void changeSeverity(SupportCase locked, CaseAssessment assessment, String actor, Instant now) {
        clocks.retarget(List.of(locked.id()), assessment.severity(), now);
        timers.armHeartbeat(locked.id(), assessment.severity(), now);
        history.recordForCase(
                locked.id(),
                HistoryEventType.SEVERITY_CHANGED,
                actor,
                now,
                Map.of(
                        "from", locked.assessment().severity(),
                        "to", assessment.severity(),
                        "reason", assessment.reason()));
    }

    private void reroute(SupportCase locked, CaseAssessment assessment, Instant now) {
        var from = locked.placement();
        var to = routing.place(locked.routingFacts(assessment), now).withIncident(from.incidentId());
        var stays = to.queue().equals(from.queue()) || from.queue().equals(RoutingRuleSet.BULK_QUEUE);
        if (locked.status() != CaseStatus.ROUTED || stays) {
            return;
        }
        routing.enqueue(locked, to, assessment.module(), now);
    }
}
