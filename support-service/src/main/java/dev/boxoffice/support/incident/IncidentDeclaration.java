package dev.boxoffice.support.incident;

import dev.boxoffice.support.cases.Fingerprints;
import dev.boxoffice.support.incident.Incident.Origin;
import dev.boxoffice.support.incident.Incident.Scope;
import dev.boxoffice.support.triage.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Somebody at the desk says that there is an incident.
@Service
class IncidentDeclaration {

    /// What is said of it, already checked.
    record Declared(
            String title,
            String category,
            @Nullable String errorCode,
            @Nullable UUID bookingId,
            @Nullable UUID eventId,
            Severity severity,
            List<UUID> cases) {}

    private final Incidents incidents;
    private final IncidentOpening opening;
    private final IncidentMode mode;

    IncidentDeclaration(Incidents incidents, IncidentOpening opening, IncidentMode mode) {
        this.incidents = incidents;
        this.opening = opening;
        this.mode = mode;
    }

    /// Opens it, with these cases as its first members; it waits to be acknowledged.
    @Transactional
    public IncidentOutcome declare(Declared declared, String by, Instant now) {
        var subject = subject(declared);
        var opened = opening.open(subject, Origin.DECLARED, by, now).orElse(null);
        if (opened == null) {
            return incidents
                    .openWith(subject.fingerprint())
                    .<IncidentOutcome>map(open -> new IncidentOutcome.AlreadyOpen(open.id()))
                    .orElseThrow();
        }
        return declared.cases().isEmpty()
                ? new IncidentOutcome.Done(opened)
                : mode.addMembers(opened.id(), declared.cases(), by, now);
    }

    private static IncidentOpening.Subject subject(Declared declared) {
        var kind = declared.category() + "|" + (declared.errorCode() == null ? "-" : declared.errorCode());
        var prints =
                Fingerprints.of(declared.category(), declared.errorCode(), declared.bookingId(), declared.eventId());
        var scope = declared.bookingId() != null
                ? Scope.BOOKING
                : declared.eventId() != null ? Scope.EVENT : Scope.PLATFORM;
        var print = prints.all().isEmpty()
                ? kind + "|declared:" + declared.title()
                : prints.all().getFirst();
        return new IncidentOpening.Subject(
                print,
                scope,
                declared.bookingId() != null ? declared.bookingId() : declared.eventId(),
                declared.category(),
                declared.errorCode(),
                declared.title(),
                declared.severity());
    }
}
