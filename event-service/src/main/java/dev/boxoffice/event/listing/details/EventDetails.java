package dev.boxoffice.event.listing.details;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything an organiser says about an event, checked.
public record EventDetails(
        String name,
        @Nullable String description,
        Category category,
        @Nullable String genre,
        UUID venueId,
        List<UUID> performerIds,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Instant salesStartAt,
        @Nullable Instant salesEndAt,
        List<PriceTier> priceTiers,
        int maxTicketsPerBooking,
        int maxTicketsPerCustomer,
        EventWaitingRoom waitingRoom) {

    static final int DEFAULT_TICKET_LIMIT = 8;

    /// An event of which nothing is known about how it is sold.
    public static EventDetails announced(
            String name,
            @Nullable String description,
            Category category,
            @Nullable String genre,
            UUID venueId,
            List<UUID> performerIds,
            Dates dates) {
        return new EventDetails(
                name,
                description,
                category,
                genre,
                venueId,
                performerIds,
                dates.startsAt(),
                dates.endsAt(),
                dates.salesStartAt(),
                dates.salesEndAt(),
                List.of(),
                DEFAULT_TICKET_LIMIT,
                DEFAULT_TICKET_LIMIT,
                EventWaitingRoom.DEFAULT);
    }

    /// When an event takes place and when it is sold; whatever is not known is absent.
    public record Dates(
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Instant salesStartAt,
            @Nullable Instant salesEndAt) {}

    /// The same event, sold as that one is.
    public EventDetails withSaleOf(EventDetails other) {
        return new EventDetails(
                name,
                description,
                category,
                genre,
                venueId,
                performerIds,
                startsAt,
                endsAt,
                salesStartAt,
                salesEndAt,
                other.priceTiers,
                other.maxTicketsPerBooking,
                other.maxTicketsPerCustomer,
                other.waitingRoom);
    }
}
