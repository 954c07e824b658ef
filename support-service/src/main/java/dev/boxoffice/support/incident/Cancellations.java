package dev.boxoffice.support.incident;

import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.cases.Fingerprints;
import dev.boxoffice.support.incident.Incident.Origin;
import dev.boxoffice.support.incident.Incident.Scope;
import dev.boxoffice.support.triage.Categories;
import dev.boxoffice.support.triage.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A cancelled event is an incident everybody knows the cause of: acknowledged from the start, over when all are
/// refunded.
@Service
public class Cancellations {

    private final IncidentOpening opening;
    private final Members members;
    private final Membership membership;

    Cancellations(IncidentOpening opening, Members members, Membership membership) {
        this.opening = opening;
        this.members = members;
        this.membership = membership;
    }

    /// Hearing of it twice changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void announce(UUID eventId, String eventName, Instant now) {
        var print =
                Fingerprints.of(Categories.EVENT_CANCELLED, null, null, eventId).event();
        var subject = new IncidentOpening.Subject(
                String.valueOf(print),
                Scope.EVENT,
                eventId,
                Categories.EVENT_CANCELLED,
                null,
                "Event cancelled: " + eventName,
                Severity.TWO);
        opening.open(subject, Origin.PLATFORM, AuditTrail.DESK, now)
                .ifPresent(incident -> membership.join(
                        incident,
                        members.lockAboutEvent(eventId, List.copyOf(Incidents.NEVER_ABOUT_A_CANCELLATION)),
                        AuditTrail.DESK,
                        now));
    }
}
