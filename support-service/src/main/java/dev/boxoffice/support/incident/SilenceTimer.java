package dev.boxoffice.support.incident;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Nobody may hide behind an incident: one that falls silent lets its members' clocks run again, with an alert.
@Component
class SilenceTimer implements TimerHandler {

    private final Incidents incidents;
    private final Members members;
    private final Membership membership;
    private final IncidentMode.Reach reach;
    private final SupportProperties properties;

    SilenceTimer(
            Incidents incidents,
            Members members,
            Membership membership,
            IncidentMode.Reach reach,
            SupportProperties properties) {
        this.incidents = incidents;
        this.members = members;
        this.membership = membership;
        this.reach = reach;
        this.properties = properties;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.SILENCE;
    }

    @Override
    public void wake(UUID incidentId, Instant now) {
        incidents
                .lockToEnd(incidentId)
                .filter(Incident::keepsClocksFrozen)
                .filter(incident -> !incident.lastUpdateAt()
                        .plus(properties.incident().silentAfter())
                        .isAfter(now))
                .ifPresent(incident -> thaw(incident, now));
    }

    private void thaw(Incident silent, Instant now) {
        var open = members.lockOpen(silent.id());
        membership.thaw(silent, open, now);
        incidents.thawed(silent.id(), now);
        reach.audit()
                .ofIncident(
                        silent.id(),
                        EventType.INCIDENT_THAWED,
                        AuditTrail.DESK,
                        now,
                        Map.of("members", open.size(), "silentSince", silent.lastUpdateAt()));
        reach.notices()
                .alertManager(
                        "Incident silent: " + silent.title(),
                        "Incident %s has had no update since %s. The clocks of its %d open cases run again."
                                .formatted(silent.id(), silent.lastUpdateAt(), open.size()),
                        now);
    }
}
