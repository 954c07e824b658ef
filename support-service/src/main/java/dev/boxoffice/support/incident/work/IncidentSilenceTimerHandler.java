package dev.boxoffice.support.incident.work;

import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentLockRepository;
import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.member.IncidentClockService;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Nobody may hide behind an incident: one that falls silent lets its members' clocks run again, with an alert.
@Component
class IncidentSilenceTimerHandler implements TimerHandler {

    private final IncidentLockRepository locks;
    private final IncidentMemberRepository members;
    private final IncidentClockService clocks;
    private final IncidentThawService thaws;

    IncidentSilenceTimerHandler(
            IncidentLockRepository locks,
            IncidentMemberRepository members,
            IncidentClockService clocks,
            IncidentThawService thaws) {
        this.locks = locks;
        this.members = members;
        this.clocks = clocks;
        this.thaws = thaws;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.SILENCE;
    }

    @Override
    public void handle(UUID incidentId, Instant now) {
        locks.lockToEnd(incidentId)
                .filter(Incident::keepsClocksFrozen)
                .filter(incident -> clocks.isSilent(incident, now))
                .ifPresent(incident -> {
                    var open = members.lockOpen(incidentId);
                    clocks.thaw(incident, open, now);
                    thaws.record(incident, open.size(), now);
                });
    }
}
