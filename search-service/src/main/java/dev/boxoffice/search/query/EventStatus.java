package dev.boxoffice.search.query;

import dev.boxoffice.search.index.EventDocument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event's status as the public reads it: what people decided, seen at a moment.
enum EventStatus {
    DRAFT,
    SCHEDULED,
    ON_SALE,
    SOLD_OUT,
    CANCELLED,
    ENDED;

    /// The same rule as event-service's: over beats not yet on sale, and that beats sold out.
    static EventStatus of(IndexedEvent event, Instant now) {
        if (!EventDocument.LIVE.contains(event.state())) {
            return event.state().equals("CANCELLED") ? CANCELLED : DRAFT;
        }
        if (isPast(event.endedAt(), now)) {
            return ENDED;
        }
        if (event.salesStartAt() != null && now.isBefore(event.salesStartAt())) {
            return SCHEDULED;
        }
        return event.tickets() > 0 && event.available() == 0 ? SOLD_OUT : ON_SALE;
    }

    private static boolean isPast(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }
}
