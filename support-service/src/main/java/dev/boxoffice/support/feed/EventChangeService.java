package dev.boxoffice.support.feed;

import dev.boxoffice.support.cases.data.CaseQueryRepository;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.routing.CaseFactUpdateService;
import dev.boxoffice.support.incident.opening.EventCancellationService;
import dev.boxoffice.support.lookup.EventRecord;
import dev.boxoffice.support.lookup.EventRecordRepository;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of events the desk has cases about.
@Service
class EventChangeService {

    private final EventCancellationService cancellations;
    private final EventRecordRepository events;
    private final CaseQueryRepository queries;
    private final CaseRepository cases;
    private final CaseFactUpdateService facts;

    EventChangeService(
            EventCancellationService cancellations,
            EventRecordRepository events,
            CaseQueryRepository queries,
            CaseRepository cases,
            CaseFactUpdateService facts) {
        this.cancellations = cancellations;
        this.events = events;
        this.queries = queries;
        this.cases = cases;
        this.facts = facts;
    }

    @Transactional
    public void cancelled(UUID eventId, String name, Instant now) {
        var known = events.find(eventId).map(EventRecord::name).orElse(name);
        cancellations.announce(eventId, known.isEmpty() ? eventId.toString() : known, now);
    }

    /// The doors may be at another time now, and with them the severity of its cases.
    void changed(UUID eventId, Instant now) {
        events.find(eventId)
                .ifPresent(event -> queries.findOpenByEvent(eventId).stream()
                        .flatMap(id -> cases.lock(id).stream())
                        .filter(open -> open.status().isOpen())
                        .filter(open -> !open.placement().queue().equals(RoutingRuleSet.BULK_QUEUE))
                        .forEach(open -> update(open, event, now)));
    }

    private void update(SupportCase open, EventRecord event, Instant now) {
        var known = open.assessment().facts();
        facts.update(open, known.withEvent(event.name(), event.status(), event.startsAt()), now);
    }
}
