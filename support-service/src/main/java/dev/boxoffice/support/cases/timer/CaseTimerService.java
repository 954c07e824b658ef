package dev.boxoffice.support.cases.timer;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CasePlacement;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.TimerRepository;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
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
        timers.armEach(opened.id(), dues);
    }

    public void armHeartbeat(UUID id, Severity severity, Instant lastAction) {
        heartbeatDue(severity, lastAction).ifPresent(due -> timers.arm(TimerKind.HEARTBEAT, id, due));
    }

    public void armOverflow(UUID id, CasePlacement placement, Instant now) {
        overflowDue(placement, now).ifPresent(due -> timers.arm(TimerKind.OVERFLOW, id, due));
    }

    public void armDoors(UUID id, CaseAssessment assessment, Instant now) {
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

    public void armClose(List<UUID> ids, Instant resolvedAt) {
        timers.armAll(TimerKind.CLOSE, ids, resolvedAt.plus(properties.closeAfter()));
    }
}
