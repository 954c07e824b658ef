package dev.boxoffice.event.discovery.read;

import dev.boxoffice.event.listing.details.Category;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventPresentation;
import dev.boxoffice.event.listing.details.PriceRange;
import dev.boxoffice.event.listing.source.ListedEvent.SourceStatus;
import dev.boxoffice.event.venue.VenueView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What could be read of one event of a Discovery file.
public record DiscoveryEvent(
        String id,
        String name,
        @Nullable String description,
        Category category,
        @Nullable String genre,
        Dates dates,
        @Nullable PriceRange priceRange,
        int ticketLimit,
        EventPresentation presentation,
        Venue venue,
        List<Attraction> attractions,
        List<ImportWarning> warnings) {

    /// @param timeTba whether only the day is known
    /// @param movedFrom the start it was rescheduled from
    /// @param updatedAt when the source says it changed the event
    public record Dates(
            SourceStatus status,
            EventDetails.Dates dates,
            boolean timeTba,
            @Nullable Instant movedFrom,
            @Nullable Instant updatedAt) {}

    /// @param id the source's, or one made of where the place is
    public record Venue(String id, VenueView view) {}

    public record Attraction(
            String id, String name, @Nullable String genre) {}
}
