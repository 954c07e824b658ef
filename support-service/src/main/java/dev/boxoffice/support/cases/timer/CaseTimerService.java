package dev.boxoffice.support.cases.timer;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CasePlacement;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.TimerRepository;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Sets the timers a case needs in the state it is in. Setting one twice is harmless: whoever handles it looks again.
@Service
public class CaseTimerService {

    private final TimerRepository timers;
    private final SupportProperties properties;

    CaseTimerService(TimerRepository timers, SupportProperties properties) {
        this.timers = timers;
        this.properties = properties;
    }

    public void armNew(SupportCase opened, Instant now) {
        var dues = new EnumMap<TimerKind, Instant>(TimerKind.class);
        heartbeatDue(opened.assessment().severity(), now).ifPresent(due -> dues.put(TimerKind.HEARTBEAT, due));
        overflowDue(opened.placement(), now).ifPresent(due -> dues.put(TimerKind.OVERFLOW, due));
        doorsDue(opened.assessment(), now).ifPresent(due -> dues.put(TimerKind.DOORS, due));
        if (!opened.assessment().factsComplete()) {
            dues.put(TimerKind.ENRICH, now.plus(properties.snapshot().retryAfter()));
        }
        if (opened.assessment().unverified()) {
            dues.put(TimerKind.RECHECK, now.plus(properties.evidence().recheckAfter()));
        }
        timers.armEach(opened.id(), dues);
    }

    /// What another assessment needs that the one before did not.
    public void armFor(SupportCase before, CaseAssessment assessment, Instant now) {
        if (before.assessment().severity() != assessment.severity()) {
            armHeartbeat(before.id(), assessment.severity(), now);
        }
        armDoors(before.id(), assessment, now);
        if (before.assessment().factsComplete() && !assessment.factsComplete()) {
            timers.arm(
                    TimerKind.ENRICH,
                    before.id(),
                    now.plus(properties.snapshot().retryAfter()));
        }
        if (!before.assessment().unverified()) {
            armRecheck(before.id(), assessment, now);
        }
    }

    /// Our own rows are asked again about a claim they do not show yet.
    private void armRecheck(UUID id, CaseAssessment assessment, Instant now) {
        if (assessment.unverified()) {
            timers.arm(TimerKind.RECHECK, id, now.plus(properties.evidence().recheckAfter()));
        }
    }

    /// As long again as the case has waited, until looking is no longer worth it.
    public void armNextRecheck(SupportCase open, Instant now) {
        var waited = Duration.between(open.progress().createdAt(), now);
        var limits = properties.evidence();
        if (waited.compareTo(limits.recheckFor()) < 0) {
            var pause = waited.compareTo(limits.recheckAfter()) < 0 ? limits.recheckAfter() : waited;
            timers.arm(TimerKind.RECHECK, open.id(), now.plus(pause));
        }
    }

    public void armHeartbeat(UUID id, Severity severity, Instant lastAction) {
        heartbeatDue(severity, lastAction).ifPresent(due -> timers.arm(TimerKind.HEARTBEAT, id, due));
    }

    public void armOverflow(UUID id, CasePlacement placement, Instant now) {
        overflowDue(placement, now).ifPresent(due -> timers.arm(TimerKind.OVERFLOW, id, due));
    }

    private void armDoors(UUID id, CaseAssessment assessment, Instant now) {
        doorsDue(assessment, now).ifPresent(due -> timers.arm(TimerKind.DOORS, id, due));
    }

    private Optional<Instant> heartbeatDue(Severity severity, Instant lastAction) {
        return severity == Severity.ONE ? Optional.of(lastAction.plus(properties.heartbeat())) : Optional.empty();
    }

    private static Optional<Instant> overflowDue(CasePlacement placement, Instant now) {
        return Optional.of(placement.overflowAt()).filter(due -> due.isAfter(now));
    }

    private Optional<Instant> doorsDue(CaseAssessment assessment, Instant now) {
        var start = assessment.facts().eventStartsAt();
        return start == null || assessment.severity() == Severity.ONE
                ? Optional.empty()
                : Optional.of(start.minus(properties.doorsWithin())).filter(near -> near.isAfter(now));
    }

    /// The reporter is reminded of a question, and not waited for without end.
    public void armWait(UUID id, Instant asked) {
        timers.armEach(
                id,
                Map.of(
                        TimerKind.WAIT_REMINDER, asked.plus(properties.waiting().remindAfter()),
                        TimerKind.WAIT_END, asked.plus(properties.waiting().endAfter())));
    }

    public void armClose(List<UUID> ids, Instant resolvedAt) {
        timers.armAll(TimerKind.CLOSE, ids, resolvedAt.plus(properties.closeAfter()));
    }
}
