package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.routing.CaseFactUpdateService;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.member.IncidentMatchService;
import dev.boxoffice.support.incident.member.IncidentMembershipService;
import dev.boxoffice.support.lookup.BookingRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Completes a case that was taken in while booking-service did not answer.
@Service
class CaseEnrichmentService {

    private final IncidentMatchService incidents;
    private final CaseRepository cases;
    private final CaseFactUpdateService facts;
    private final IncidentMembershipService membership;

    CaseEnrichmentService(
            IncidentMatchService incidents,
            CaseRepository cases,
            CaseFactUpdateService facts,
            IncidentMembershipService membership) {
        this.incidents = incidents;
        this.cases = cases;
        this.facts = facts;
        this.membership = membership;
    }

    /// @param booking what its tables say, where it is one that the reporter may ask about
    void enrich(SupportCase known, @Nullable BookingRecord booking, Instant now) {
        var report = booking == null
                ? known.report().withoutBooking()
                : known.report().aboutEvent(booking.eventId());
        // Incident, then case: the order of all locks.
        var incident =
                incidents.lockMatching(report, known.assessment().category()).orElse(null);
        var locked = cases.lock(known.id()).orElseThrow();
        if (!locked.status().isOpen()) {
            return;
        }
        var gathered = GatheredFacts.of(
                booking == null ? locked.assessment().facts() : booking.facts().ofReporter(), now);
        var enriched = facts.enrich(locked, report, gathered, booking == null ? "not the reporter's" : "known", now);
        if (incident != null && enriched.placement().incidentId() == null) {
            membership.join(incident, List.of(known.id()), HistoryRepository.DESK, now);
        }
    }
}
