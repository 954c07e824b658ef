package dev.boxoffice.support.incident;

import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.cases.Cases;
import dev.boxoffice.support.notice.MessageKind;
import dev.boxoffice.support.notice.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// An incident from acknowledgement on: everybody is told once, kept told, and their clocks stand still.
@Service
class IncidentMode {

    private final Incidents incidents;
    private final Members members;
    private final Membership membership;
    private final IncidentOpening opening;
    private final Reach reach;

    /// Ways to reach people and the record.
    @org.springframework.stereotype.Component
    record Reach(Cases cases, Notices notices, AuditTrail audit) {}

    IncidentMode(Incidents incidents, Members members, Membership membership, IncidentOpening opening, Reach reach) {
        this.incidents = incidents;
        this.members = members;
        this.membership = membership;
        this.opening = opening;
        this.reach = reach;
    }

    /// Acknowledging twice is acknowledging once.
    @Transactional
    public IncidentOutcome acknowledge(UUID id, String by, Instant now) {
        return onOpen(id, "acknowledged", incident -> {
            if (incident.isAcknowledged()) {
                return;
            }
            incidents.acknowledge(id, by, now);
            reach.audit().ofIncident(id, EventType.INCIDENT_ACKNOWLEDGED, by, now, Map.of());
            membership.enterIncidentMode(incidents.find(id).orElseThrow(), members.lockOpen(id), now);
            opening.armSilence(id, now);
        });
    }

    /// Makes these cases members too. Members of another incident stay there.
    @Transactional
    public IncidentOutcome addMembers(UUID id, List<UUID> cases, String by, Instant now) {
        var found = incidents.lockToJoin(id).orElse(null);
        if (found == null) {
            return new IncidentOutcome.NotFound();
        }
        if (!found.status().isOpen()) {
            return new IncidentOutcome.NotNow(found.status(), "joined");
        }
        var locked = cases.stream()
                .sorted()
                .filter(member -> reach.cases().lock(member).isPresent())
                .toList();
        membership.join(found, locked, by, now);
        return new IncidentOutcome.Done(found);
    }

    /// Tells every open member what is new. An incident that had fallen silent holds the clocks again.
    @Transactional
    public IncidentOutcome update(UUID id, String message, String by, Instant now) {
        return onOpen(id, "updated", incident -> {
            var open = members.lockOpen(id);
            reach.notices().tell(open, MessageKind.INCIDENT_UPDATE, by, id, message, now);
            incidents.updated(id, now);
            reach.audit().ofIncident(id, EventType.INCIDENT_UPDATED, by, now, Map.of("members", open.size()));
            if (incident.isAcknowledged()) {
                membership.freeze(incident, open, now);
                opening.armSilence(id, now);
            }
        });
    }

    private IncidentOutcome onOpen(UUID id, String wanted, Consumer<Incident> work) {
        var locked = incidents.lockToEnd(id).orElse(null);
        if (locked == null) {
            return new IncidentOutcome.NotFound();
        }
        if (!locked.status().isOpen()) {
            return new IncidentOutcome.NotNow(locked.status(), wanted);
        }
        work.accept(locked);
        return new IncidentOutcome.Done(incidents.find(id).orElseThrow());
    }
}
