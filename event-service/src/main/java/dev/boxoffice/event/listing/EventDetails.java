package dev.boxoffice.event.listing;

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
        WaitingRoom waitingRoom) {

    public static final int DEFAULT_TICKET_LIMIT = 8;
}
