package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Gives a case another category or severity: its time is kept, and it moves to another queue where nobody owns
/// it yet.
@Service
public class CaseReassessmentService {

    private final CaseRepository cases;
    private final SlaClockService clocks;
    private final CaseRoutingService routing;
    private final CaseTimerService timers;
    private final CaseDepartureService departures;

    CaseReassessmentService(
            CaseRepository cases,
            SlaClockService clocks,
            CaseRoutingService routing,
            CaseTimerService timers,
            CaseDepartureService departures) {
        this.cases = cases;
        this.clocks = clocks;
        this.routing = routing;
        this.timers = timers;
        this.departures = departures;
    }

    /// A member of an incident that turns out to be something else leaves it.
    ///
    /// @param locked the case, whose row the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public SupportCase reassess(SupportCase locked, CaseAssessment assessment, String actor, Instant now) {
        return reassess(locked, assessment, true, actor, now);
    }

    /// What it is seen as once another case goes on in it. It keeps what was promised for either, so the earlier of
    /// both deadlines, and needs a target of its own only where it is worse than the other was.
    ///
    /// @param locked the case, whose row the caller has locked
    /// @param ended the other, resolved in this transaction
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeOver(SupportCase locked, CaseAssessment assessment, SupportCase ended, String actor, Instant now) {
        var isWorse = assessment.severity().worseThan(ended.assessment().severity());
        reassess(locked, assessment, isWorse, actor, now);
        clocks.takeEarlier(ended.id(), locked.id(), now);
    }

    private SupportCase reassess(
            SupportCase locked, CaseAssessment assessment, boolean retargets, String actor, Instant now) {
        if (departures.isAnotherThing(locked, assessment)) {
            departures.leave(locked, actor, now);
        }
        var stands = cases.get(locked.id());
        var fingerprints = CaseFingerprints.of(stands.report(), assessment.category());
        cases.updateAssessment(stands.id(), assessment, fingerprints, now);
        if (stands.assessment().severity() != assessment.severity()) {
            if (retargets) {
                clocks.retarget(List.of(stands.id()), assessment.severity(), now);
            }
            routing.recordSeverity(stands, assessment, actor, now);
        }
        timers.armFor(stands, assessment, now);
        reroute(stands, assessment, now);
        return cases.get(stands.id());
    }

    private void reroute(SupportCase locked, CaseAssessment assessment, Instant now) {
        var from = locked.placement();
        var to = routing.place(locked.routingFacts(assessment), now).withIncident(from.incidentId());
        if (to.queue().equals(from.queue()) || from.isHeldByIncident()) {
            return;
        }
        if (locked.status() == CaseStatus.ROUTED) {
            routing.enqueue(locked, to, assessment.module(), now);
        } else if (from.queue().equals(RoutingRuleSet.BULK_QUEUE)) {
            routing.moveOwned(locked, to, assessment.module(), now);
        }
    }
}
