package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.PublicationState;
import dev.boxoffice.event.listing.details.EventDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event's status as everybody reads it, derived here and nowhere else.
public enum EventStatus {
    DRAFT,
    SCHEDULED,
    ON_SALE,
    SOLD_OUT,
    SALES_ENDED,
    /// It moves, and the new date is not known yet.
    POSTPONED,
    CANCELLED,
    ENDED;

    /// The sale runs from `salesStartAt` to `salesEndAt`, or else until the event ends, or else until it
    /// starts, and never longer than people go in. A sale that is over before the event does not end the
    /// event. A listed event, which nobody can buy here yet, is scheduled until its sale elsewhere or itself
    /// is over. Sold out means every ticket is paid for or being paid for: what is merely held may be back
    /// any minute.
    ///
    /// @param unsold tickets that Postgres has neither booked nor reserved
    static EventStatus of(PublicationState state, EventDetails details, int unsold, Instant now) {
        return switch (state) {
            case DRAFT -> DRAFT;
            case CANCELLED -> CANCELLED;
            case POSTPONED -> POSTPONED;
            case LISTED -> ofListing(details, now);
            case PUBLISHED -> {
                if (details.startsAt() == null) {
                    yield POSTPONED;
                }
                if (reached(saleEnd(details), now)) {
                    yield reached(end(details), now) ? ENDED : SALES_ENDED;
                }
                if (details.salesStartAt() != null && now.isBefore(details.salesStartAt())) {
                    yield SCHEDULED;
                }
                yield unsold == 0 ? SOLD_OUT : ON_SALE;
            }
        };
    }

    private static EventStatus ofListing(EventDetails details, Instant now) {
        if (reached(end(details), now)) {
            return ENDED;
        }
        return reached(details.salesEndAt(), now) ? SALES_ENDED : SCHEDULED;
    }

    private static @Nullable Instant saleEnd(EventDetails details) {
        if (details.salesEndAt() == null) {
            return end(details);
        }
        var overAt = EventDetails.overAt(details.startsAt(), details.endsAt());
        return overAt != null && overAt.isBefore(details.salesEndAt()) ? overAt : details.salesEndAt();
    }

    private static @Nullable Instant end(EventDetails details) {
        return details.endsAt() != null ? details.endsAt() : details.startsAt();
    }

    private static boolean reached(@Nullable Instant moment, Instant now) {
        return moment != null && !now.isBefore(moment);
    }
}
