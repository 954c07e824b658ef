package dev.boxoffice.event.listing;

import dev.boxoffice.event.cache.Versioned;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.source.EventOrigin;
import dev.boxoffice.event.listing.details.PriceRange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as it is cached: everything but its tickets.
public record CachedEvent(
        UUID id,
        long version,
        String owner,
        PublicationState state,
        EventDetails details,
        @Nullable PriceRange priceRange,
        @Nullable EventOrigin origin,
        @Nullable Instant publishedAt)
        implements Versioned {

    /// Drafts are their organiser's own business, also those that were called off before anybody saw them.
    boolean isPublic() {
        return publishedAt != null || origin != null;
    }

    public boolean hasTickets() {
        return publishedAt != null;
    }
}
