package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventPatchService;
import dev.boxoffice.event.listing.details.PricesRequest;
import dev.boxoffice.event.organization.OrganizationAccess;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Editing of events.
@Service
public class EventRevisionService {

    /// What became of an edit.
    public sealed interface Revision {
        record Revised(CachedEvent event) implements Revision {}

        record NoSuchEvent() implements Revision {}

        record NotTheOwner() implements Revision {}

        record Cancelled() implements Revision {}

        /// @param field what tickets have been sold on, and so stays as it is
        record Frozen(String field) implements Revision {}

        /// @param field what buyers have paid for, and so changes by rescheduling only
        record Sold(String field) implements Revision {}
    }

    private final EventRepository repository;
    private final EventReferenceService references;
    private final EventPatchService patches;
    private final OrganizationAccessService rights;
    private final EventMessagePublisher messages;

    EventRevisionService(
            EventRepository repository,
            EventReferenceService references,
            EventPatchService patches,
            OrganizationAccessService rights,
            EventMessagePublisher messages) {
        this.repository = repository;
        this.references = references;
        this.patches = patches;
        this.rights = rights;
        this.messages = messages;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 428 or 412 by the version, 422 by what the
    /// patch makes
    @Transactional
    public Revision revise(UUID id, JsonNode patch, @Nullable String ifMatch, String caller, Instant now) {
        var found = repository.findForChange(id);
        if (found.isEmpty()) {
            return new Revision.NoSuchEvent();
        }
        var event = found.get();
        var before = event.cached();
        var access = rights.access(before, caller, OrganizationRight.EDIT_EVENTS);
        if (access != OrganizationAccess.ALLOWED) {
            return access == OrganizationAccess.DENIED ? new Revision.NotTheOwner() : new Revision.NoSuchEvent();
        }
        EntityTag.requireMatch(ifMatch, before.version());
        if (before.state() == PublicationState.CANCELLED) {
            return new Revision.Cancelled();
        }
        var after = patches.apply(before.details(), patch);
        var moved = movedField(before.details(), after);
        if (moved != null && before.hasTickets() && references.isSold(id)) {
            return new Revision.Sold(moved);
        }
        var frozen = frozenField(before, after);
        if (frozen != null) {
            return new Revision.Frozen(frozen);
        }
        if (after.equals(before.details())) {
            return new Revision.Revised(before);
        }
        references.requireKnown(after, before.hasTickets());
        if (!after.venueId().equals(before.details().venueId())) {
            references.requireVenueOf(after, before.organizationId());
        }
        return new Revision.Revised(store("EVENT_EDITED", event, before, after, now));
    }

    /// New prices for what is unsold: holds and bookings keep those they were made by.
    ///
    /// @throws dev.boxoffice.platform.problem.ProblemException 412 by the version, 422 by what is asked
    @Transactional
    public Revision reprice(UUID id, PricesRequest prices, @Nullable String ifMatch, String caller, Instant now) {
        var found = repository.findForChange(id);
        if (found.isEmpty()) {
            return new Revision.NoSuchEvent();
        }
        var event = found.get();
        var before = event.cached();
        var access = rights.access(before, caller, OrganizationRight.SET_PRICES);
        if (access != OrganizationAccess.ALLOWED) {
            return access == OrganizationAccess.DENIED ? new Revision.NotTheOwner() : new Revision.NoSuchEvent();
        }
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, before.version());
        }
        if (before.state() == PublicationState.CANCELLED) {
            return new Revision.Cancelled();
        }
        var after = prices.applyTo(before.details());
        return new Revision.Revised(
                after.equals(before.details()) ? before : store("PRICES_CHANGED", event, before, after, now));
    }

    private CachedEvent store(String action, Event event, CachedEvent before, EventDetails after, Instant now) {
        var isRepriced = before.hasTickets()
                && !after.priceDocument().equals(before.details().priceDocument());
        event.update(after, now);
        var pricing = isRepriced ? event.reprice() : 0;
        var cached = repository.saveAndFlush(event).cached();
        if (isRepriced) {
            references.storePrices(cached.id(), pricing, after, now);
        }
        messages.changed(action, before, cached);
        return cached;
    }

    private static @Nullable String movedField(EventDetails before, EventDetails after) {
        if (!Objects.equals(before.startsAt(), after.startsAt())) {
            return "startsAt";
        }
        if (!Objects.equals(before.endsAt(), after.endsAt())) {
            return "endsAt";
        }
        return before.venueId().equals(after.venueId()) ? null : "venueId";
    }

    /// Once tickets exist, what they are and what they cost is settled.
    private static @Nullable String frozenField(CachedEvent event, EventDetails after) {
        if (!event.hasTickets()) {
            return null;
        }
        if (!after.venueId().equals(event.details().venueId())) {
            return "venueId";
        }
        return after.priceTiers().equals(event.details().priceTiers()) ? null : "priceTiers";
    }
}
