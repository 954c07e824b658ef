package dev.boxoffice.search.index;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a result shows of an event, kept in the index unsearched, so that a search asks nobody else.
///
/// @param timeTba whether only the day of the start is known; null in an index of an old mapping
/// @param timezone of the venue
/// @param url where more is to be read
public record IndexedEventCard(
        String name,
        String category,
        @Nullable String genre,
        @Nullable Instant startsAt,
        @Nullable Boolean timeTba,
        @Nullable String timezone,
        @Nullable String url,
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
