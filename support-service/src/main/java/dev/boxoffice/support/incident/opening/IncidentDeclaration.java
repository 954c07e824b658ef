package dev.boxoffice.support.incident.opening;

import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentSubject;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody at the desk says of an incident, already checked.
public record IncidentDeclaration(
        String title,
        String category,
        @Nullable String errorCode,
        @Nullable UUID bookingId,
        @Nullable UUID eventId,
        Severity severity,
        List<UUID> cases) {

    public IncidentSubject subject() {
        var fingerprints =
                CaseFingerprints.of(category, errorCode, bookingId, eventId).all();
        var kind = category + "|" + (errorCode == null ? "-" : errorCode);
        return new IncidentSubject(
                fingerprints.isEmpty() ? kind + "|declared:" + title : fingerprints.getFirst(),
                scope(),
                bookingId != null ? bookingId : eventId,
                category,
                errorCode,
                title,
                severity);
    }

    private Incident.Scope scope() {
        if (bookingId != null) {
            return Incident.Scope.BOOKING;
        }
        return eventId != null ? Incident.Scope.EVENT : Incident.Scope.PLATFORM;
    }
}
