package dev.boxoffice.support.incident.opening;

import dev.boxoffice.support.cases.data.CaseFingerprints;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentMemberRepository;
import dev.boxoffice.support.incident.data.IncidentSubject;
import dev.boxoffice.support.incident.member.IncidentMembershipService;
import dev.boxoffice.support.triage.category.CategoryName;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// A cancelled event is an incident everybody knows the cause of: acknowledged from the start, over when all are
/// refunded.
@Service
public class EventCancellationService {

    private final IncidentOpeningService opening;
    private final IncidentMemberRepository members;
    private final IncidentMembershipService membership;

    EventCancellationService(
            IncidentOpeningService opening, IncidentMemberRepository members, IncidentMembershipService membership) {
        this.opening = opening;
        this.members = members;
        this.membership = membership;
    }

    /// Hearing of it twice changes nothing.
    @Transactional(propagation = Propagation.MANDATORY)
    public void announce(UUID eventId, String eventName, Instant now) {
        var fingerprint = CaseFingerprints.of(CategoryName.EVENT_CANCELLED, null, null, eventId)
                .event();
        var subject = new IncidentSubject(
                String.valueOf(fingerprint),
                Incident.Scope.EVENT,
                eventId,
                CategoryName.EVENT_CANCELLED,
                null,
                "Event cancelled: " + eventName,
                Severity.TWO);
        opening.open(subject, Incident.Origin.PLATFORM, HistoryRepository.DESK, now)
                .ifPresent(incident -> membership.join(
                        incident,
                        members.lockAboutEvent(eventId, List.copyOf(CategoryName.NEVER_ABOUT_A_CANCELLATION)),
                        HistoryRepository.DESK,
                        now));
    }
}
