package dev.boxoffice.support.clock;

import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Starts, freezes, retargets and stops the clocks of any number of cases. What is overdue is recorded first, so
/// that no change can hide a breach.
///
/// The caller holds the case rows' locks (in id order where there are several); clocks are locked after cases, always.
@Service
public class SlaClockService {

    private final SlaClockRepository clocks;
    private final SlaBreachService breaches;
    private final SlaPolicy policy;

    SlaClockService(SlaClockRepository clocks, SlaBreachService breaches, SlaPolicy policy) {
        this.clocks = clocks;
        this.breaches = breaches;
        this.policy = policy;
    }

    /// The deadline of a resolution clock that would start now.
    public SlaDeadline resolutionDeadline(Severity severity, Instant now) {
        var target = policy.resolutionTarget(severity);
        var due = now.plus(target);
        return new SlaDeadline(due, due.minus(policy.margin(target)));
    }

    /// Starts the clocks of a case that is new or open again.
    ///
    /// @param understood false where no rule knows what it is about: people sort that soon
    public void startForCase(UUID caseId, Severity severity, ContractTier tier, boolean understood, Instant now) {
        clocks.startForCase(
                caseId,
                List.of(
                        new NewSlaClock(SlaClockKind.RESOLUTION, policy.resolutionTarget(severity)),
                        new NewSlaClock(SlaClockKind.FIRST_RESPONSE, policy.firstResponseTarget(tier, understood))),
                policy,
                now);
        clocks.refreshQueueOrder(List.of(caseId));
    }

    public void startForIncident(UUID incidentId, Severity severity, Instant now) {
        var clock = new NewSlaClock(SlaClockKind.INCIDENT, policy.resolutionTarget(severity));
        clocks.startForIncident(incidentId, clock, policy, now);
    }

    /// A resolution clock with a target of its own, for the case that proves the timers.
    public void startSynthetic(UUID caseId, Duration target, Instant now) {
        clocks.startForCase(caseId, List.of(new NewSlaClock(SlaClockKind.RESOLUTION, target)), policy, now);
    }

    /// Stands the cases' running clocks still for this reason; a second freeze of the same reason and source is none.
    public void freeze(List<UUID> cases, SlaFreezeReason reason, String source, Instant now) {
        breaches.recordByCases(cases, now);
        clocks.freeze(cases, reason, source, now);
    }

    /// Takes one reason away. Only where it was the last does the deadline move, by all the time stood still.
    public void thaw(List<UUID> cases, SlaFreezeReason reason, String source, Instant now) {
        clocks.thaw(cases, reason, source, now);
        clocks.refreshQueueOrder(cases);
    }

    /// Gives the resolution clocks the target of another severity, out of each clock's own policy. Time spent stays
    /// spent.
    public void retarget(List<UUID> cases, Severity severity, Instant now) {
        breaches.recordByCases(cases, now);
        clocks.retarget(cases, severity, now);
        clocks.refreshQueueOrder(cases);
    }

    /// Gives a case's running resolution clock the deadline that another case's last one had, where that is earlier.
    public void takeEarlier(UUID from, UUID into, Instant now) {
        breaches.recordByCases(List.of(into), now);
        clocks.takeEarlier(from, into, now);
        clocks.refreshQueueOrder(List.of(into));
    }

    /// Ends the cases' running clocks of these kinds, met or breached for good. What held them still ends with them.
    public void stop(List<UUID> cases, List<SlaClockKind> kinds, Instant now) {
        breaches.recordByCases(cases, now);
        clocks.stop(cases, kinds, now);
        clocks.refreshQueueOrder(cases);
    }

    public void stopIncident(UUID incidentId, Instant now) {
        breaches.recordByIncident(incidentId, now);
        clocks.stopIncident(incidentId, now);
    }
}
