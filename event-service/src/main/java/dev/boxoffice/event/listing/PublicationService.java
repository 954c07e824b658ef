package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.details.EventValidator;
import dev.boxoffice.event.organization.OrganizationAccess;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.event.plan.SeatMap;
import dev.boxoffice.event.ticket.TicketIssueService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.problem.FieldErrors;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Puts an event on sale: freezes its seats and prices and makes its tickets, all or nothing.
@Service
public class PublicationService {

    /// What became of it.
    public sealed interface Outcome {
        record Published(CachedEvent event, SeatMap seatMap) implements Outcome {}

        /// The same again: nothing was done, and nothing had to be.
        record AlreadyPublished(CachedEvent event) implements Outcome {}

        record NoSuchEvent() implements Outcome {}

        record NotTheOwner() implements Outcome {}

        record Cancelled() implements Outcome {}

        record NoSeatingPlan() implements Outcome {}
    }

    private final EventRepository repository;
    private final EventReferenceService references;
    private final TicketIssueService tickets;
    private final EventMessagePublisher messages;
    private final OrganizationAccessService rights;

    PublicationService(
            EventRepository repository,
            EventReferenceService references,
            TicketIssueService tickets,
            EventMessagePublisher messages,
            OrganizationAccessService rights) {
        this.repository = repository;
        this.references = references;
        this.tickets = tickets;
        this.messages = messages;
        this.rights = rights;
    }

    /// Locks the event, then its venue. Whoever replaces a seating plan locks the venue alone.
    ///
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where sections and prices do not match
    @Transactional
    public Outcome publish(UUID id, String caller, Instant now) {
        var found = repository.findForChange(id);
        if (found.isEmpty()) {
            return new Outcome.NoSuchEvent();
        }
        var event = found.get();
        var before = event.cached();
        var access = rights.access(before, caller, OrganizationRight.EDIT_EVENTS);
        if (access != OrganizationAccess.ALLOWED) {
            return access == OrganizationAccess.DENIED ? new Outcome.NotTheOwner() : new Outcome.NoSuchEvent();
        }
        return switch (before.state()) {
            case PUBLISHED -> new Outcome.AlreadyPublished(before);
            case CANCELLED -> new Outcome.Cancelled();
            case DRAFT, LISTED, POSTPONED -> issue(event, before, now);
        };
    }

    private Outcome issue(Event event, CachedEvent before, Instant now) {
        references.requireVenueOf(before.details(), before.organizationId());
        var plan = references.planForSale(before.details());
        if (plan.isEmpty()) {
            return new Outcome.NoSeatingPlan();
        }
        var map = SeatMap.of(before.id(), plan.get());
        var tiers = before.details().priceTiers();
        var errors = FieldErrors.collect();
        errors.rejectIf(before.details().startsAt() == null, "startsAt", "must be known before an event is sold");
        EventValidator.sectionsExist(tiers, plan.get().sectionNames(), errors);
        var tierOfSection = EventValidator.tierOfSection(tiers, map, errors);
        errors.throwIfAny();
        event.publish(now);
        var pricing = event.reprice();
        var cached = repository.saveAndFlush(event).cached();
        references.storePrices(cached.id(), pricing, cached.details(), now);
        // Told first, so that after the commit who sells it prepares while its tickets are analysed.
        messages.published(cached);
        tickets.issue(map, tierOfSection, now);
        return new Outcome.Published(cached, map);
    }
}
