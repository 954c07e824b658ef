package dev.boxoffice.support.incident.view;

import dev.boxoffice.support.cases.view.CaseViewer;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An incident as the desk reads it.
///
/// Its title and resolution are free text, masked for those it must be.
///
/// @param clocksFrozen whether its members' clocks stand still just now
record IncidentView(
        UUID id,
        Incident.Status status,
        Severity severity,
        String title,
        String category,
        @Nullable String errorCode,
        Incident.Scope scope,
        @Nullable UUID scopeId,
        String fingerprint,
        Incident.Origin origin,
        long members,
        boolean clocksFrozen,
        boolean needsRefunds,
        String openedBy,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        Instant lastUpdateAt,
        @Nullable Instant thawedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolution) {

    static IncidentView of(Incident incident, long members, CaseViewer viewer) {
        var said = incident.resolution();
        return new IncidentView(
                incident.id(),
                incident.status(),
                incident.severity(),
                viewer.text(incident.title(), null),
                incident.category(),
                incident.errorCode(),
                incident.scope(),
                incident.scopeId(),
                incident.fingerprint(),
                incident.origin(),
                members,
                incident.keepsClocksFrozen(),
                incident.needsRefunds(),
                incident.openedBy(),
                incident.openedAt(),
                incident.acknowledgedAt(),
                incident.acknowledgedBy(),
                incident.lastUpdateAt(),
                incident.thawedAt(),
                incident.resolvedAt(),
                said == null ? null : viewer.text(said, null));
    }
}
