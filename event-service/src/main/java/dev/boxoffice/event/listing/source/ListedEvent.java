package dev.boxoffice.event.listing.source;

import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.PriceRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event as another system lists it.
///
/// @param seen how old this word of it is
public record ListedEvent(
        EventOrigin origin,
        SourceStatus status,
        EventDetails details,
        @Nullable PriceRange priceRange,
        Seen seen) {

    /// What its source says of it.
    public enum SourceStatus {
        LISTED,
        /// Not sold at present: before its sale, or after it.
        OFF_SALE,
        /// Moved to the date it has now.
        RESCHEDULED,
        /// Put off, without a new date.
        POSTPONED,
        CANCELLED
    }

    /// @param at when the page was fetched from its source
    /// @param updatedAt when the source says it changed it
    /// @param movedFrom the start it was rescheduled from
    public record Seen(
            Instant at,
            @Nullable Instant updatedAt,
            @Nullable Instant movedFrom) {}
}
