package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.source.ListedEvent;
import dev.boxoffice.event.listing.source.ListedEvent.Seen;
import dev.boxoffice.event.listing.source.ListedEvent.SourceStatus;
import dev.boxoffice.event.organization.EventOwner;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Events taken over from other systems: announced with what is known of them, until their organiser sells
/// them here.
@Service
public class EventImportService {

    /// What became of a listing.
    public sealed interface Outcome {
        record Imported(UUID id) implements Outcome {}

        record Updated(UUID id) implements Outcome {}

        /// By its source, now or before.
        record Cancelled(UUID id) implements Outcome {}

        /// People have bought, so nothing was touched.
        record OnSaleHere(UUID id) implements Outcome {}

        record CancelledHere(UUID id) implements Outcome {}

        /// What is known of it is newer.
        record Older(UUID id) implements Outcome {}

        /// It was never taken over, and there is nothing to announce.
        record CancelledUnknown() implements Outcome {}
    }

    private final EventRepository repository;
    private final EventSourceRepository sources;
    private final EventMessagePublisher messages;
    private final OrganizationAccessService organizations;

    EventImportService(
            EventRepository repository,
            EventSourceRepository sources,
            EventMessagePublisher messages,
            OrganizationAccessService organizations) {
        this.repository = repository;
        this.sources = sources;
        this.messages = messages;
        this.organizations = organizations;
    }

    /// Why a listing cannot be taken over: looked at before anything around it is touched.
    @Transactional
    public Optional<Outcome> refusal(
            String source, String sourceId, String owner, SourceStatus status, @Nullable Instant startsAt, Seen seen) {
        return repository.findForImport(source, sourceId, owner).flatMap(event -> {
            var id = event.id();
            if (isOlder(id, status, startsAt, seen)) {
                return Optional.of(new Outcome.Older(id));
            }
            return switch (event.state()) {
                case PUBLISHED -> Optional.of(new Outcome.OnSaleHere(id));
                case CANCELLED ->
                    Optional.of(
                            status == SourceStatus.CANCELLED
                                    ? new Outcome.Cancelled(id)
                                    : new Outcome.CancelledHere(id));
                case LISTED, DRAFT, POSTPONED -> Optional.empty();
            };
        });
    }

    /// Three signs: when the page was fetched, when the source says it changed the event, and a start that
    /// the event was moved away from.
    private boolean isOlder(UUID id, SourceStatus status, @Nullable Instant startsAt, Seen seen) {
        var known = sources.find(id).orElse(null);
        if (known == null) {
            return false;
        }
        if (seen.at().isBefore(known.at())) {
            return true;
        }
        if (seen.updatedAt() != null && known.updatedAt() != null) {
            return seen.updatedAt().isBefore(known.updatedAt());
        }
        return known.movedFrom() != null
                && known.movedFrom().equals(startsAt)
                && (status == SourceStatus.LISTED || status == SourceStatus.OFF_SALE);
    }

    /// An event its source has called off, of which nothing else need be readable. Nothing refuses it.
    @Transactional
    public Outcome cancel(String source, String sourceId, String owner, Seen seen, Instant now) {
        var found = repository.findForImport(source, sourceId, owner);
        if (found.isEmpty()) {
            return new Outcome.CancelledUnknown();
        }
        var event = found.get();
        event.cancel(false, now);
        sources.store(event.id(), seen);
        messages.cancelled(repository.saveAndFlush(event).cached());
        return new Outcome.Cancelled(event.id());
    }

    /// A listing that nothing refuses.
    @Transactional
    public Outcome importEvent(ListedEvent listed, String owner, Instant now) {
        var origin = listed.origin();
        var found = repository.findForImport(origin.name(), origin.id(), owner);
        if (found.isEmpty()) {
            var event =
                    Event.listed(TimeOrderedId.next(), new EventOwner(owner, organizations.ownOf(owner)), listed, now);
            messages.changed(
                    "EVENT_IMPORTED", null, repository.saveAndFlush(event).cached());
            sources.store(event.id(), listed.seen());
            return new Outcome.Imported(event.id());
        }
        var event = found.get();
        update(event, event.cached(), listed, now);
        sources.store(event.id(), listed.seen());
        return new Outcome.Updated(event.id());
    }

    /// What the organiser has added here, such as price tiers, stays: the other system knows nothing of it.
    private void update(Event event, CachedEvent before, ListedEvent listed, Instant now) {
        var details = listed.details().withSaleOf(before.details());
        var after = listed.status() == SourceStatus.OFF_SALE ? closed(details, before.details()) : details;
        if (event.relist(listed, after, now)) {
            messages.changed(
                    "EVENT_IMPORTED", before, repository.saveAndFlush(event).cached());
        }
    }

    /// A sale found closed is over since it was first found so, unless it begins once more.
    private static EventDetails closed(EventDetails after, EventDetails before) {
        var was = before.salesEndAt();
        var is = after.salesEndAt();
        var begins = after.salesStartAt();
        return was != null && is != null && was.isBefore(is) && (begins == null || begins.isBefore(was))
                ? after.withSalesEnd(was)
                : after;
    }
}
