package dev.boxoffice.search.query.criteria;

import dev.boxoffice.search.index.IndexedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event's status as the public reads it: what people decided, seen at a moment.
public enum SearchedEventStatus {
    DRAFT,
    SCHEDULED,
    ON_SALE,
    SOLD_OUT,
    SALES_ENDED,
    POSTPONED,
    CANCELLED,
    ENDED;

    /// The same rule as event-service's: over beats not yet on sale, and that beats sold out; a sale may be
    /// over before its event is. What is only listed cannot be bought here, so it stays scheduled until its
    /// sale elsewhere or itself is over.
    public static SearchedEventStatus of(IndexedEvent event, Instant now) {
        return switch (event.state()) {
            case "LISTED" -> ofListing(event, now);
            case "PUBLISHED" -> ofSale(event, now);
            case "POSTPONED" -> POSTPONED;
            case "CANCELLED" -> CANCELLED;
            default -> DRAFT;
        };
    }

    private static SearchedEventStatus ofListing(IndexedEvent event, Instant now) {
        if (!reached(event.endedAt(), now)) {
            return SCHEDULED;
        }
        return reached(event.overAt(), now) ? ENDED : SALES_ENDED;
    }

    private static SearchedEventStatus ofSale(IndexedEvent event, Instant now) {
        if (reached(event.endedAt(), now)) {
            return reached(event.overAt(), now) ? ENDED : SALES_ENDED;
        }
        if (event.salesStartAt() != null && now.isBefore(event.salesStartAt())) {
            return SCHEDULED;
        }
        return event.available() == 0 ? SOLD_OUT : ON_SALE;
    }

    private static boolean reached(@Nullable Instant moment, Instant now) {
        return moment != null && !now.isBefore(moment);
    }
}
