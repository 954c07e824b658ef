package dev.boxoffice.event.listing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.boxoffice.event.cache.Versioned;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.PriceRange;
import dev.boxoffice.event.listing.source.EventOrigin;
import dev.boxoffice.event.organization.OrganizationOwned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as it is cached: everything but its tickets.
///
/// @param owner who made it; no cache keeps it
public record CachedEvent(
        UUID id,
        long version,
        @JsonIgnore @Nullable String owner,
        UUID organizationId,
        PublicationState state,
        EventDetails details,
        @Nullable PriceRange priceRange,
        @Nullable EventOrigin origin,
        @Nullable Instant publishedAt)
        implements Versioned, OrganizationOwned {

    /// Drafts are their organization's own business, also those that were called off before anybody saw
    /// them.
    @Override
    public boolean isPublic() {
        return publishedAt != null || origin != null;
    }

    public boolean hasTickets() {
        return publishedAt != null;
    }
}
