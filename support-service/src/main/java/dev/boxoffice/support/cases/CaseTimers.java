package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.Timers;
import dev.boxoffice.support.triage.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Sets the alarms a case needs in the state it is in. Setting one twice is harmless: whoever wakes looks again.
@Component
class CaseTimers {

    private final Timers timers;
    private final SupportProperties properties;

    CaseTimers(Timers timers, SupportProperties properties) {
        this.timers = timers;
        this.properties = properties;
    }

    void armNew(SupportCase fresh, Instant now) {
        var dues = new EnumMap<TimerKind, Instant>(TimerKind.class);
        heartbeatDue(fresh.judgement().severity(), now).ifPresent(due -> dues.put(TimerKind.HEARTBEAT, due));
        overflowDue(fresh.placement(), now).ifPresent(due -> dues.put(TimerKind.OVERFLOW, due));
        doorsDue(fresh.judgement(), now).ifPresent(due -> dues.put(TimerKind.DOORS, due));
        if (!fresh.judgement().factsComplete()) {
            dues.put(TimerKind.ENRICH, now.plus(properties.snapshot().retryAfter()));
        }
        timers.armEach(fresh.id(), dues);
    }

    void armHeartbeat(UUID id, Severity severity, Instant lastAction) {
        heartbeatDue(severity, lastAction).ifPresent(due -> timers.arm(TimerKind.HEARTBEAT, id, due));
    }

    void armOverflow(UUID id, Placement placement, Instant now) {
        overflowDue(placement, now).ifPresent(due -> timers.arm(TimerKind.OVERFLOW, id, due));
    }

    void armDoors(UUID id, Judgement judgement, Instant now) {
        doorsDue(judgement, now).ifPresent(due -> timers.arm(TimerKind.DOORS, id, due));
    }

    private Optional<Instant> heartbeatDue(Severity severity, Instant lastAction) {
        return severity == Severity.ONE ? Optional.of(lastAction.plus(properties.heartbeat())) : Optional.empty();
    }

    private static Optional<Instant> overflowDue(Placement placement, Instant now) {
        return Optional.of(placement.overflowAt()).filter(due -> due.isAfter(now));
    }

    private Optional<Instant> doorsDue(Judgement judgement, Instant now) {
        var start = judgement.facts().eventStartsAt();
        return start == null || judgement.severity() == Severity.ONE
                ? Optional.empty()
                : Optional.of(start.minus(properties.doorsWithin())).filter(near -> near.isAfter(now));
    }

    void armClose(UUID id, Instant resolvedAt) {
        timers.arm(TimerKind.CLOSE, id, resolvedAt.plus(properties.closeAfter()));
    }
}
