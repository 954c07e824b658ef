package dev.boxoffice.support.cases;

import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.triage.RoutingRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A case seen in a new light: another category or severity, kept time, and another queue where nobody owns it yet.
@Service
public class Revision {

    private final Cases cases;
    private final Clocks clocks;
    private final Router router;
    private final CaseTimers timers;
    private final AuditTrail audit;

    Revision(Cases cases, Clocks clocks, Router router, CaseTimers timers, AuditTrail audit) {
        this.cases = cases;
        this.clocks = clocks;
        this.router = router;
        this.timers = timers;
        this.audit = audit;
    }

    /// @param locked the case, whose row the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public SupportCase revise(SupportCase locked, Judgement judgement, String actor, Instant now) {
        var prints = Fingerprints.of(locked.report(), judgement.category());
        cases.judge(locked.id(), judgement, prints, now);
        if (locked.judgement().severity() != judgement.severity()) {
            changeSeverity(locked, judgement, actor, now);
        }
        timers.armDoors(locked.id(), judgement, now);
        reroute(locked, judgement, now);
        return cases.get(locked.id());
    }

    /// The case turned out to be about another booking or event, or about none.
    @Transactional(propagation = Propagation.MANDATORY)
    public SupportCase relink(SupportCase locked, @Nullable UUID bookingId, @Nullable UUID eventId) {
        cases.relink(locked.id(), bookingId, eventId);
        return cases.get(locked.id());
    }

    private void changeSeverity(SupportCase locked, Judgement judgement, String actor, Instant now) {
        clocks.retarget(List.of(locked.id()), judgement.severity(), now);
        timers.armHeartbeat(locked.id(), judgement.severity(), now);
        audit.ofCase(
                locked.id(),
                EventType.SEVERITY_CHANGED,
                actor,
                now,
                Map.of(
                        "from", locked.judgement().severity(),
                        "to", judgement.severity(),
                        "reason", judgement.reason()));
    }

    private void reroute(SupportCase locked, Judgement judgement, Instant now) {
        var from = locked.placement();
        var to = router.place(locked.routingFacts(judgement), now).withIncident(from.incidentId());
        var stays = to.queue().equals(from.queue()) || from.queue().equals(RoutingRules.BULK_QUEUE);
        if (locked.status() != CaseStatus.ROUTED || stays) {
            return;
        }
        router.enqueue(locked, to, judgement.module(), now);
    }
}
