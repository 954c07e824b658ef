package dev.boxoffice.support.feed;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.cases.Cases;
import dev.boxoffice.support.cases.Judgement;
import dev.boxoffice.support.cases.Revision;
import dev.boxoffice.support.cases.SupportCase;
import dev.boxoffice.support.incident.Cancellations;
import dev.boxoffice.support.intake.PlatformFacts;
import dev.boxoffice.support.triage.CaseFacts;
import dev.boxoffice.support.triage.RoutingRules;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Triage;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What becomes of events the desk has cases about.
@Service
class EventNews {

    private final Cancellations cancellations;
    private final PlatformFacts platform;
    private final Revising revising;

    /// A case, its rules, and its revision.
    @org.springframework.stereotype.Component
    record Revising(Cases cases, Revision revision, RuleStore rules, SupportProperties properties) {}

    EventNews(Cancellations cancellations, PlatformFacts platform, Revising revising) {
        this.cancellations = cancellations;
        this.platform = platform;
        this.revising = revising;
    }

    void cancelled(UUID eventId, String name, Instant now) {
        var known = platform.event(eventId).map(PlatformFacts.EventRecord::name).orElse(name);
        cancellations.announce(eventId, known.isEmpty() ? eventId.toString() : known, now);
    }

    /// The doors may be at another time now, and with them the severity of its cases.
    void changed(UUID eventId, Instant now) {
        platform.event(eventId)
                .ifPresent(event -> revising.cases().openAboutEvent(eventId).stream()
                        .flatMap(id -> revising.cases().lock(id).stream())
                        .filter(open -> open.status().isOpen())
                        .filter(open -> !open.placement().queue().equals(RoutingRules.BULK_QUEUE))
                        .forEach(open -> revise(open, event, now)));
    }

    private void revise(SupportCase open, PlatformFacts.EventRecord event, Instant now) {
        var judgement = open.judgement();
        var categories = revising.rules().categories();
        categories.named(judgement.category()).ifPresent(rule -> {
            CaseFacts facts = judgement.facts().withEvent(event.name(), event.status(), event.startsAt());
            var verdict = new Triage(categories, revising.properties().doorsWithin()).judgeAs(rule, facts, now);
            revising.revision()
                    .revise(
                            open,
                            Judgement.of(verdict, facts, judgement.factsComplete(), judgement.revenuePerHour()),
                            AuditTrail.DESK,
                            now);
        });
    }
}
