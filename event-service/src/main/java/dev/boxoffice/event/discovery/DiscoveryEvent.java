package dev.boxoffice.event.discovery;

import dev.boxoffice.event.listing.details.Category;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.PriceRange;
import dev.boxoffice.event.venue.VenueView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What could be read of one event of a Discovery file.
record DiscoveryEvent(
        String id,
        String name,
        @Nullable String description,
        Category category,
        @Nullable String genre,
        EventDetails.Dates dates,
        @Nullable PriceRange priceRange,
        Venue venue,
        List<Attraction> attractions) {

    record Venue(String id, VenueView view) {}

    record Attraction(String id, String name, @Nullable String genre) {}
}
