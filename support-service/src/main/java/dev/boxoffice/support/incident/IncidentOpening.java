package dev.boxoffice.support.incident;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.clock.SlaPolicy;
import dev.boxoffice.support.incident.Incident.Origin;
import dev.boxoffice.support.incident.Incident.Scope;
import dev.boxoffice.support.incident.Incident.Status;
import dev.boxoffice.support.notice.Notices;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.Timers;
import dev.boxoffice.support.triage.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Opens incidents: one a fingerprint, with a clock of its own that never freezes.
@Service
class IncidentOpening {

    /// What an incident is about.
    record Subject(
            String fingerprint,
            Scope scope,
            @Nullable UUID scopeId,
            String category,
            @Nullable String errorCode,
            String title,
            Severity severity) {}

    private final Incidents incidents;
    private final Clocks clocks;
    private final Alarms alarms;
    private final AuditTrail audit;
    private final SupportProperties properties;

    /// Ways to make somebody look.
    @org.springframework.stereotype.Component
    record Alarms(Timers timers, Notices notices) {}

    IncidentOpening(Incidents incidents, Clocks clocks, Alarms alarms, AuditTrail audit, SupportProperties properties) {
        this.incidents = incidents;
        this.clocks = clocks;
        this.alarms = alarms;
        this.audit = audit;
        this.properties = properties;
    }

    /// @return empty when an incident with this fingerprint is open already
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Incident> open(Subject subject, Origin origin, String by, Instant now) {
        var announced = origin == Origin.PLATFORM;
        var fresh = new Incident(
                TimeOrderedId.next(),
                subject.fingerprint(),
                subject.scope(),
                subject.scopeId(),
                subject.category(),
                subject.errorCode(),
                subject.title(),
                subject.severity(),
                announced ? Status.ACKNOWLEDGED : Status.SUSPECTED,
                origin,
                by,
                now,
                announced ? now : null,
                announced ? by : null,
                now,
                null,
                null,
                null,
                announced,
                0);
        if (!incidents.open(fresh)) {
            return Optional.empty();
        }
        clocks.startForIncident(fresh.id(), fresh.severity(), SlaPolicy.of(properties), now);
        tell(fresh, by, now);
        return Optional.of(fresh);
    }

    private void tell(Incident fresh, String by, Instant now) {
        var type = fresh.origin() == Origin.DETECTED ? EventType.INCIDENT_SUSPECTED : EventType.INCIDENT_DECLARED;
        audit.ofIncident(
                fresh.id(), type, by, now, Map.of("fingerprint", fresh.fingerprint(), "severity", fresh.severity()));
        if (fresh.isAcknowledged()) {
            audit.ofIncident(fresh.id(), EventType.INCIDENT_ACKNOWLEDGED, by, now, Map.of());
            armSilence(fresh.id(), now);
        } else {
            alarms.notices()
                    .alertManager(
                            "Incident suspected: " + fresh.title(),
                            "Incident %s (%s) waits to be acknowledged.".formatted(fresh.id(), fresh.fingerprint()),
                            now);
        }
    }

    void armSilence(UUID incidentId, Instant lastUpdate) {
        alarms.timers()
                .arm(
                        TimerKind.SILENCE,
                        incidentId,
                        lastUpdate.plus(properties.incident().silentAfter()));
    }
}
