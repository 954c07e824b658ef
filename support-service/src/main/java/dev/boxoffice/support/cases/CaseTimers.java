package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.Timers;
import dev.boxoffice.support.triage.Severity;
import java.time.Instant;
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
        armHeartbeat(fresh.id(), fresh.judgement().severity(), now);
        armOverflow(fresh.id(), fresh.placement(), now);
        armDoors(fresh.id(), fresh.judgement(), now);
        if (!fresh.judgement().factsComplete()) {
            timers.arm(
                    TimerKind.ENRICH, fresh.id(), now.plus(properties.snapshot().retryAfter()));
        }
    }

    void armHeartbeat(UUID id, Severity severity, Instant lastAction) {
        if (severity == Severity.ONE) {
            timers.arm(TimerKind.HEARTBEAT, id, lastAction.plus(properties.heartbeat()));
        }
    }

    void armOverflow(UUID id, Placement placement, Instant now) {
        if (placement.overflowAt().isAfter(now)) {
            timers.arm(TimerKind.OVERFLOW, id, placement.overflowAt());
        }
    }

    void armDoors(UUID id, Judgement judgement, Instant now) {
        var start = judgement.facts().eventStartsAt();
        if (start == null || judgement.severity() == Severity.ONE) {
            return;
        }
        var near = start.minus(properties.doorsWithin());
        if (near.isAfter(now)) {
            timers.arm(TimerKind.DOORS, id, near);
        }
    }

    void armClose(UUID id, Instant resolvedAt) {
        timers.arm(TimerKind.CLOSE, id, resolvedAt.plus(properties.closeAfter()));
    }
}
