package dev.boxoffice.support.intake;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.cases.Cases;
import dev.boxoffice.support.cases.Judgement;
import dev.boxoffice.support.cases.Revision;
import dev.boxoffice.support.cases.SupportCase;
import dev.boxoffice.support.incident.Membership;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.Timers;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Triage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Looks at the booking of a case that was taken in while booking-service did not answer.
@Component
class EnrichTimer implements TimerHandler {

    private static final Logger log = LoggerFactory.getLogger(EnrichTimer.class);

    private final PlatformFacts platform;
    private final Table table;
    private final Membership membership;
    private final RuleStore rules;
    private final SupportProperties properties;

    /// The case's own row, what changes with it, and when to look again.
    @Component
    record Table(Cases cases, Revision revision, AuditTrail audit, Timers timers) {}

    EnrichTimer(
            PlatformFacts platform, Table table, Membership membership, RuleStore rules, SupportProperties properties) {
        this.platform = platform;
        this.table = table;
        this.membership = membership;
        this.rules = rules;
        this.properties = properties;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.ENRICH;
    }

    @Override
    public void wake(UUID caseId, Instant now) {
        var known = table.cases().find(caseId).orElse(null);
        if (known == null
                || known.judgement().factsComplete()
                || !known.status().isOpen()) {
            return;
        }
        try {
            enrich(known, now);
        } catch (DataAccessException unreadable) {
            log.info("Case {} cannot be enriched yet: {}", caseId, unreadable.toString());
            tryLater(known, now);
        }
    }

    private void enrich(SupportCase known, Instant now) {
        var bookingId = known.report().bookingId();
        var booking = bookingId == null
                ? null
                : platform.booking(bookingId)
                        .filter(found -> mayReport(known, found))
                        .orElse(null);
        var report = booking == null
                ? known.report().withoutBooking()
                : known.report().aboutEvent(booking.eventId());
        var category = known.judgement().category();
        // Incident, then case: the order of all locks.
        var incident = membership.lockIncidentFor(report, category).orElse(null);
        var locked = table.cases().lock(known.id()).orElseThrow();
        if (!locked.status().isOpen()) {
            return;
        }
        var relinked = table.revision().relink(locked, report.bookingId(), report.eventId());
        var revised = table.revision().revise(relinked, judged(relinked, booking, now), AuditTrail.DESK, now);
        table.audit()
                .ofCase(
                        known.id(),
                        EventType.ENRICHED,
                        AuditTrail.DESK,
                        now,
                        Map.of("booking", booking == null ? "not the reporter's" : "known"));
        if (incident != null && revised.placement().incidentId() == null) {
            membership.join(incident, List.of(known.id()), AuditTrail.DESK, now);
        }
    }

    private static boolean mayReport(SupportCase known, PlatformFacts.BookingRecord booking) {
        return known.isReportedBy(booking.buyer())
                || (booking.eventOwner() != null && known.isReportedBy(booking.eventOwner()));
    }

    /// The category stays as the rules or a person said, unless the booking's facts overrule it.
    private Judgement judged(
            SupportCase relinked, PlatformFacts.@org.jspecify.annotations.Nullable BookingRecord booking, Instant now) {
        var facts = booking == null ? relinked.judgement().facts() : booking.facts();
        var amount = facts.amount() == null ? 0 : facts.amount();
        var perHour = PlatformFacts.perHour(amount, facts.eventStartsAt(), now);
        var categories = rules.categories();
        return categories
                .named(relinked.judgement().category())
                .map(rule -> new Triage(categories, properties.doorsWithin()).judgeAs(rule, facts, now))
                .map(verdict -> Judgement.of(verdict, facts, true, perHour))
                .orElse(relinked.judgement());
    }

    private void tryLater(SupportCase known, Instant now) {
        var limits = properties.snapshot();
        var waited = java.time.Duration.between(known.progress().createdAt(), now);
        var longest = limits.retryAfter().multipliedBy(1L << limits.attempts());
        if (waited.compareTo(longest) > 0) {
            table.audit().ofCase(known.id(), EventType.ENRICHMENT_GIVEN_UP, AuditTrail.DESK, now, Map.of());
            return;
        }
        // Twice as long as it has waited already: 5 s, 10 s, 20 s, …
        var pause = waited.compareTo(limits.retryAfter()) < 0 ? limits.retryAfter() : waited;
        table.timers().arm(kind(), known.id(), now.plus(pause));
    }
}
