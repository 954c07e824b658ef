package dev.boxoffice.search.index;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a result shows of an event, kept in the index unsearched, so that a search asks nobody else.
public record IndexedEventCard(
        String name,
        String category,
        @Nullable String genre,
        @Nullable Instant startsAt,
        Venue venue,
        List<Performer> performers,
        @Nullable PriceRange priceRange) {

    public record Venue(
            String id,
            String name,
            String city,
            String countryCode,
            @Nullable Location location) {}

    public record Location(double latitude, double longitude) {}

    public record Performer(String id, String name) {}

    /// @param min the cheapest tier, in minor units of `currency`
    public record PriceRange(long min, long max, String currency) {}
}
