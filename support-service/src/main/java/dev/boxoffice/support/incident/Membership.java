package dev.boxoffice.support.incident;

import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.cases.Fingerprints;
import dev.boxoffice.support.cases.Report;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.clock.FreezeReason;
import dev.boxoffice.support.notice.MessageKind;
import dev.boxoffice.support.notice.Notices;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What it means for cases to belong to an incident.
@Service
public class Membership {

    /// Told to every member, word for word, when the incident is acknowledged.
    public static final String ACKNOWLEDGEMENT = "We're already fixing this. You'll get a direct update when resolved.";

    /// Table, clocks and notices of members.
    @org.springframework.stereotype.Component
    record Effects(Members members, Clocks clocks, Notices notices, AuditTrail audit, RuleStore rules) {}

    private final Incidents incidents;
    private final Effects effects;

    Membership(Incidents incidents, Effects effects) {
        this.incidents = incidents;
        this.effects = effects;
    }

    /// The open incident a case like this belongs to. It cannot end before the caller's transaction does.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Incident> lockIncidentFor(Report report, String category) {
        return incidents.lockToJoin(Fingerprints.of(report, category), category, report.eventId());
    }

    /// Makes locked cases members; under an acknowledged incident they are told so and stand still.
    ///
    /// @param incident held by the caller, for share or for update
    /// @return those that became members
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> join(Incident incident, List<UUID> lockedCases, String by, Instant now) {
        var joined = effects.members().attach(lockedCases, incident.id(), now);
        effects.audit().ofCases(joined, EventType.JOINED_INCIDENT, by, now, Map.of("incidentId", incident.id()));
        if (incident.isAcknowledged()) {
            enterIncidentMode(incident, joined, now);
        }
        return joined;
    }

    /// Each reporter is acknowledged first, then merged: severity 3, bulk pod, clocks frozen.
    void enterIncidentMode(Incident incident, List<UUID> lockedCases, Instant now) {
        if (lockedCases.isEmpty()) {
            return;
        }
        effects.notices()
                .tell(
                        lockedCases,
                        MessageKind.INCIDENT_ACKNOWLEDGEMENT,
                        AuditTrail.DESK,
                        incident.id(),
                        ACKNOWLEDGEMENT,
                        now);
        effects.clocks().retarget(lockedCases, Severity.THREE, now);
        if (incident.thawedAt() == null) {
            freeze(incident, lockedCases, now);
        }
        // After the incident froze them, so that the clocks do not run in between.
        effects.clocks().thaw(lockedCases, FreezeReason.WAITING_FOR_CUSTOMER, "wait", now);
        effects.members().moveToBulk(lockedCases, effects.rules().routes().version(), now);
        effects.audit()
                .ofCases(
                        lockedCases,
                        EventType.ROUTED,
                        AuditTrail.DESK,
                        now,
                        Map.of("queue", "bulk-resolution", "severity", Severity.THREE, "incidentId", incident.id()));
    }

    void freeze(Incident incident, List<UUID> lockedCases, Instant now) {
        effects.clocks()
                .freeze(lockedCases, FreezeReason.INCIDENT, incident.id().toString(), now);
    }

    void thaw(Incident incident, List<UUID> lockedCases, Instant now) {
        effects.clocks().thaw(lockedCases, FreezeReason.INCIDENT, incident.id().toString(), now);
    }
}
