package dev.boxoffice.support.incident;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.cases.Dismissal;
import dev.boxoffice.support.clock.ClockKind;
import dev.boxoffice.support.incident.Incident.Status;
import dev.boxoffice.support.notice.MessageKind;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How an incident ends: resolved with all its members, or dismissed because it was none.
@Service
class IncidentEnd {

    private final Incidents incidents;
    private final Membership.Effects effects;
    private final IncidentMode.Reach reach;
    private final After after;

    /// What is left to do for members afterwards.
    @org.springframework.stereotype.Component
    record After(Timers timers, Dismissal dismissal, SupportProperties properties) {}

    IncidentEnd(
            Incidents incidents, Membership.Effects effects, IncidentMode.Reach reach, Refunds refunds, After after) {
        this.incidents = incidents;
        this.effects = effects;
        this.reach = reach;
        this.after = after;
    }

    /// Every reporter gets a direct update, once, and every open member is resolved with the incident.
    @Transactional
    public IncidentOutcome resolve(UUID id, String resolution, String by, Instant now) {
        var incident = incidents.lockToEnd(id).orElse(null);
        if (incident == null) {
            return new IncidentOutcome.NotFound();
        }
        if (!incident.status().isOpen()) {
            return new IncidentOutcome.NotNow(incident.status(), "resolved");
        }
        end(incident, Status.RESOLVED, resolution, by, now);
        resolveMembers(incident, resolution, by, now);
        return new IncidentOutcome.Done(incidents.find(id).orElseThrow());
    }

    private void resolveMembers(Incident incident, String resolution, String by, Instant now) {
        var open = effects.members().lockOpen(incident.id());
        effects.clocks().stop(open, List.of(ClockKind.RESOLUTION, ClockKind.FIRST_RESPONSE), now);
        effects.members().label(open, by, now);
        var resolved = reach.cases().resolve(open, resolution, by, now);
        reach.audit().ofCases(resolved, EventType.RESOLVED, by, now, Map.of("incidentId", incident.id()));
        after.timers()
                .armAll(TimerKind.CLOSE, resolved, now.plus(after.properties().closeAfter()));
        reach.notices()
                .tell(
                        effects.members().all(incident.id()),
                        MessageKind.INCIDENT_RESOLUTION,
                        by,
                        incident.id(),
                        "The problem you reported is resolved. " + resolution,
                        now);
    }

    /// It was no incident: each member is judged and routed by itself again, its clocks running.
    @Transactional
    public IncidentOutcome dismiss(UUID id, String reason, String by, Instant now) {
        var incident = incidents.lockToEnd(id).orElse(null);
        if (incident == null) {
            return new IncidentOutcome.NotFound();
        }
        if (!incident.status().isOpen()) {
            return new IncidentOutcome.NotNow(incident.status(), "dismissed");
        }
        end(incident, Status.DISMISSED, reason, by, now);
        for (var member : effects.members().lockOpen(id)) {
            effects.clocks()
                    .thaw(List.of(member), dev.boxoffice.support.clock.FreezeReason.INCIDENT, id.toString(), now);
            effects.members().detach(member);
            reach.audit().ofCase(member, EventType.LEFT_INCIDENT, by, now, Map.of("incidentId", id));
            after.dismissal().backToItself(member, now);
        }
        return new IncidentOutcome.Done(incidents.find(id).orElseThrow());
    }

    private void end(Incident incident, Status how, String text, String by, Instant now) {
        incidents.end(incident.id(), how, by, text, now);
        effects.clocks().stopIncident(incident.id(), now);
        var type = how == Status.RESOLVED ? EventType.INCIDENT_RESOLVED : EventType.INCIDENT_DISMISSED;
        reach.audit().ofIncident(incident.id(), type, by, now, Map.of("text", text));
    }
}
