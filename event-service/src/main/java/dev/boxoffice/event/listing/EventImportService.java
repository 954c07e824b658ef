package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventOwner;
import dev.boxoffice.event.listing.details.PriceRange;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Events taken over from other systems: announced with what is known of them, until their organiser sells
/// them here.
@Service
public class EventImportService {

    /// Where a listing comes from; when its importer takes the same one again, it finds the event it made.
    public record Origin(String source, String sourceId) {}

    /// What became of a listing.
    public enum Outcome {
        IMPORTED,
        UPDATED,
        ON_SALE_HERE,
        CANCELLED_HERE
    }

    private final EventRepository repository;
    private final EventMessagePublisher messages;
    private final OrganizationAccessService organizations;

    EventImportService(
            EventRepository repository, EventMessagePublisher messages, OrganizationAccessService organizations) {
        this.repository = repository;
        this.messages = messages;
        this.organizations = organizations;
    }

    @Transactional
    public Outcome importEvent(
            Origin origin, String owner, EventDetails details, @Nullable PriceRange priceRange, Instant now) {
        var found = repository.findForImport(origin.source(), origin.sourceId(), owner);
        if (found.isEmpty()) {
            var importer = new EventOwner(owner, organizations.ownOf(owner));
            var event = Event.listed(
                    TimeOrderedId.next(), importer, origin.source(), origin.sourceId(), details, priceRange, now);
            messages.changed("EVENT_IMPORTED", null, repository.saveAndFlush(event).cached());
            return Outcome.IMPORTED;
        }
        var event = found.get();
        var before = event.cached();
        return switch (before.state()) {
            case PUBLISHED -> Outcome.ON_SALE_HERE;
            case CANCELLED -> Outcome.CANCELLED_HERE;
            case LISTED, DRAFT -> {
                update(event, before, details, priceRange, now);
                yield Outcome.UPDATED;
            }
        };
    }

    /// What the organiser has added here, such as price tiers, stays: the other system knows nothing of it.
    private void update(
            Event event, CachedEvent before, EventDetails details, @Nullable PriceRange priceRange, Instant now) {
        var after = details.withSaleOf(before.details());
        if (!after.equals(before.details()) || !Objects.equals(priceRange, before.priceRange())) {
            event.updateListing(after, priceRange, now);
            messages.changed("EVENT_IMPORTED", before, repository.saveAndFlush(event).cached());
        }
    }
}
