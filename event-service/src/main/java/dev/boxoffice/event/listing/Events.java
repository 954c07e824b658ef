package dev.boxoffice.event.listing;

import dev.boxoffice.event.cache.CacheKind;
import dev.boxoffice.event.cache.CatalogueCache;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.web.EntityTag;
import java.time.Instant;
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
class Events {

    /// What became of an edit.
    sealed interface Revision {
        record Revised(EventCard event) implements Revision {}

        record NoSuchEvent() implements Revision {}

        record NotTheOwner() implements Revision {}

        record Cancelled() implements Revision {}

        /// @param field what tickets have been sold on, and so stays as it is
        record Frozen(String field) implements Revision {}
    }

    private final EventRepository repository;
    private final CatalogueCache cache;
    private final EventReferences references;
    private final EventPatch patches;
    private final EventNews news;

    Events(
            EventRepository repository,
            CatalogueCache cache,
            EventReferences references,
            EventPatch patches,
            EventNews news) {
        this.repository = repository;
        this.cache = cache;
        this.references = references;
        this.patches = patches;
        this.news = news;
    }

    @Transactional
    EventCard draft(EventDetails details, String owner, Instant now) {
        references.requireKnown(details);
        return repository
                .saveAndFlush(Event.drafted(TimeOrderedId.next(), owner, details, now))
                .card();
    }

    Optional<EventCard> find(UUID id) {
        return cache.read(
                CacheKind.EVENT,
                id,
                EventCard.class,
                () -> repository.findWithCollectionsById(id).map(Event::card));
    }

    /// As [#find], but a draft exists for its organiser only.
    Optional<EventCard> findFor(@Nullable Caller caller, UUID id) {
        return find(id).filter(event ->
                event.everybodyMaySee() || (caller != null && caller.subject().equals(event.owner())));
    }

    @Transactional(readOnly = true)
    public Page<EventCard> ownedBy(String owner, PageQuery page) {
        var newestFirst = Sort.by(Sort.Order.desc("createdAt"), Sort.Order.desc("id"));
        return repository
                .findByOwner(owner, PageRequest.of(page.page(), page.size(), newestFirst))
                .map(Event::card);
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
        var before = event.card();
        if (!before.owner().equals(caller)) {
            return before.everybodyMaySee() ? new Revision.NotTheOwner() : new Revision.NoSuchEvent();
        }
        EntityTag.requireMatch(ifMatch, before.version());
        if (before.decision() == Decision.CANCELLED) {
            return new Revision.Cancelled();
        }
        var after = patches.apply(before.details(), patch);
        var frozen = frozenField(before, after);
        if (frozen != null) {
            return new Revision.Frozen(frozen);
        }
        if (after.equals(before.details())) {
            return new Revision.Revised(before);
        }
        references.requireKnown(after);
        event.describe(after, now);
        var card = repository.saveAndFlush(event).card();
        news.changed(card);
        return new Revision.Revised(card);
    }

    /// Once tickets exist, what they are and what they cost is settled.
    private static @Nullable String frozenField(EventCard event, EventDetails after) {
        if (!event.hasTickets()) {
            return null;
        }
        if (!after.venueId().equals(event.details().venueId())) {
            return "venueId";
        }
        return after.priceTiers().equals(event.details().priceTiers()) ? null : "priceTiers";
    }
}
