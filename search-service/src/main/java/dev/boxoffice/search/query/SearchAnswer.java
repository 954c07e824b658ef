package dev.boxoffice.search.query;

import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.search.index.AvailabilityLevel;
import dev.boxoffice.search.index.IndexedEvent;
import dev.boxoffice.search.index.IndexedEventCard;
import dev.boxoffice.search.query.criteria.SearchLocation;
import dev.boxoffice.search.query.criteria.SearchedEventStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /search`.
///
/// @param facets how the events found spread, over all pages
/// @param nextCursor goes on behind these events; null at the end
/// @param origin where distances are measured from: the asked-for place rounded to a grid cell
/// @param indexedAt every change committed before this moment is in the answer
record SearchAnswer(
        List<Found> events,
        Facets facets,
        PageInfo page,
        @Nullable String nextCursor,
        @Nullable Origin origin,
        Instant indexedAt) {

    /// @param distance from the origin, in the unit asked for; only when coordinates were given
    record Found(
            String id,
            String name,
            String category,
            @Nullable String genre,
            @Nullable Instant startsAt,
            boolean timeTba,
            @Nullable String timezone,
            @Nullable String url,
            IndexedEventCard.Venue venue,
            List<String> performers,
            IndexedEventCard.@Nullable PriceRange priceRange,
            @Nullable AvailabilityLevel availability,
            SearchedEventStatus status,
            @Nullable Double distance) {

        static Found of(IndexedEvent event, @Nullable SearchLocation place, Instant now) {
            var card = event.card();
            return new Found(
                    event.eventId(),
                    card.name(),
                    card.category(),
                    card.genre(),
                    card.startsAt(),
                    Boolean.TRUE.equals(card.timeTba()),
                    card.timezone(),
                    card.url(),
                    card.venue(),
                    card.performers().stream()
                            .map(IndexedEventCard.Performer::name)
                            .toList(),
                    card.priceRange(),
                    availability(event, now),
                    SearchedEventStatus.of(event, now),
                    distance(card.venue().location(), place));
        }

        private static @Nullable AvailabilityLevel availability(IndexedEvent event, Instant now) {
            var level = event.availability();
            return level == null ? null : level.at(now, event.salesStartAt(), event.endedAt());
        }

        private static @Nullable Double distance(
                IndexedEventCard.@Nullable Location venue, @Nullable SearchLocation place) {
            return venue != null && place instanceof SearchLocation.Around around ? around.distanceTo(venue) : null;
        }
    }

    record Facets(List<Count> category, List<Count> city, List<Count> month) {}

    record Count(String value, long count) {}

    record Origin(double latitude, double longitude, double radius, String unit) {

        static @Nullable Origin of(@Nullable SearchLocation place) {
            return place instanceof SearchLocation.Around around
                    ? new Origin(
                            around.latitude(),
                            around.longitude(),
                            around.radius(),
                            around.unit().parameter())
                    : null;
        }
    }
}
