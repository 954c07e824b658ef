package dev.boxoffice.event.listing;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventPatchService;
import dev.boxoffice.event.listing.details.PricesRequest;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Drafting and editing of events.
@Service
public class EventService {

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
    private final CatalogueCacheStore cache;
    private final EventReferenceService references;
    private final EventPatchService patches;
    private final EventMessagePublisher messages;

    EventService(
            EventRepository repository,
            CatalogueCacheStore cache,
            EventReferenceService references,
            EventPatchService patches,
            EventMessagePublisher messages) {
        this.repository = repository;
        this.cache = cache;
        this.references = references;
        this.patches = patches;
        this.messages = messages;
    }

    @Transactional
    public CachedEvent draft(EventDetails details, String owner, Instant now) {
        references.requireKnown(details, false);
        return repository
                .saveAndFlush(Event.drafted(TimeOrderedId.next(), owner, details, now))
                .cached();
    }

    Optional<CachedEvent> find(UUID id) {
        return cache.read(
                CatalogueCacheKind.EVENT,
                id,
                CachedEvent.class,
                () -> repository.findWithCollectionsById(id).map(Event::cached));
    }

    /// As [#find], but a draft exists for its organiser only.
    public Optional<CachedEvent> findVisible(@Nullable Caller caller, UUID id) {
        return find(id).filter(event ->
                event.isPublic() || (caller != null && caller.subject().equals(event.owner())));
    }

    /// @param sourceId of whose listing the event was made, or null
    @Transactional(readOnly = true)
    public Page<CachedEvent> ownedBy(String owner, @Nullable String sourceId, PageQuery page) {
        var newestFirst = Sort.by(Sort.Order.desc("createdAt"), Sort.Order.desc("id"));
        var wanted = PageRequest.of(page.page(), page.size(), newestFirst);
        var found = sourceId == null
                ? repository.findByOwner(owner, wanted)
                : repository.findByOwnerAndSourceId(owner, sourceId, wanted);
        return found.map(Event::cached);
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 428 or 412 by the version, 422 by what the patch
    /// makes
    @Transactional
    public Revision revise(UUID id, JsonNode patch, @Nullable String ifMatch, String caller, Instant now) {
        var found = repository.findForChange(id);
        if (found.isEmpty()) {
            return new Revision.NoSuchEvent();
        }
        var event = found.get();
        var before = event.cached();
        if (!before.owner().equals(caller)) {
            return before.isPublic() ? new Revision.NotTheOwner() : new Revision.NoSuchEvent();
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
        return new Revision.Revised(store(event, before, after, now));
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
        if (!before.owner().equals(caller)) {
            return before.isPublic() ? new Revision.NotTheOwner() : new Revision.NoSuchEvent();
        }
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, before.version());
        }
        if (before.state() == PublicationState.CANCELLED) {
            return new Revision.Cancelled();
        }
        var after = prices.applyTo(before.details());
        return new Revision.Revised(after.equals(before.details()) ? before : store(event, before, after, now));
    }

    private CachedEvent store(Event event, CachedEvent before, EventDetails after, Instant now) {
        var isRepriced = before.hasTickets()
                && !after.priceDocument().equals(before.details().priceDocument());
        event.update(after, now);
        var pricing = isRepriced ? event.reprice() : 0;
        var cached = repository.saveAndFlush(event).cached();
        if (isRepriced) {
            references.storePrices(cached.id(), pricing, after, now);
        }
        messages.changed(cached);
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
