package dev.boxoffice.event.listing.details;

import dev.boxoffice.event.listing.price.EventCharges;
import dev.boxoffice.event.listing.price.PriceDocument;
import java.time.Duration;
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
        @Nullable Instant doorsAt,
        @Nullable Instant salesStartAt,
        @Nullable Instant salesEndAt,
        List<PriceTier> priceTiers,
        EventCharges charges,
        int maxTicketsPerBooking,
        int maxTicketsPerCustomer,
        EventWaitingRoom waitingRoom,
        EventPresentation presentation,
        OrphanRule orphanRule) {

    public static final int DEFAULT_TICKET_LIMIT = 8;

    /// Where nobody said when it ends. The door goes by it, too: booking-service's `EventSale.Programme`.
    private static final Duration OVER_AFTER_START = Duration.ofHours(12);

    /// Nobody goes in from then on, and nothing is sold; null while neither end nor start is known.
    public static @Nullable Instant overAt(@Nullable Instant startsAt, @Nullable Instant endsAt) {
        return endsAt == null && startsAt != null ? startsAt.plus(OVER_AFTER_START) : endsAt;
    }

    /// An event of which nothing is known about how it is sold.
    public static EventDetails announced(
            String name,
            @Nullable String description,
            Category category,
            @Nullable String genre,
            UUID venueId,
            List<UUID> performerIds,
            Dates dates,
            int ticketLimit,
            EventPresentation presentation) {
        return new EventDetails(
                name,
                description,
                category,
                genre,
                venueId,
                performerIds,
                dates.startsAt(),
                dates.endsAt(),
                null,
                dates.salesStartAt(),
                dates.salesEndAt(),
                List.of(),
                EventCharges.NONE,
                ticketLimit,
                ticketLimit,
                EventWaitingRoom.DEFAULT,
                presentation,
                OrphanRule.OFF);
    }

    /// What it is sold by. It has tiers: every section of a published event has a price.
    public PriceDocument priceDocument() {
        return PriceDocument.of(
                priceTiers.getFirst().currency(),
                priceTiers.stream()
                        .map(tier -> new PriceDocument.Tier(tier.name(), tier.sectionNames(), tier.prices()))
                        .toList(),
                charges);
    }

    /// The same event at other prices.
    public EventDetails withPrices(List<PriceTier> tiers, EventCharges newCharges) {
        return new EventDetails(
                name,
                description,
                category,
                genre,
                venueId,
                performerIds,
                startsAt,
                endsAt,
                doorsAt,
                salesStartAt,
                salesEndAt,
                tiers,
                newCharges,
                maxTicketsPerBooking,
                maxTicketsPerCustomer,
                waitingRoom,
                presentation,
                orphanRule);
    }

    /// When an event takes place and when it is sold; whatever is not known is absent.
    public record Dates(
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Instant salesStartAt,
            @Nullable Instant salesEndAt) {}

    /// The same event, sold as that one is, its doors as long before its start.
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
                doorsAsLongBeforeStart(other),
                salesStartAt,
                salesEndAt,
                other.priceTiers,
                other.charges,
                other.maxTicketsPerBooking,
                other.maxTicketsPerCustomer,
                other.waitingRoom,
                presentation,
                other.orphanRule);
    }

    private @Nullable Instant doorsAsLongBeforeStart(EventDetails other) {
        return startsAt == null || other.startsAt == null || other.doorsAt == null
                ? null
                : startsAt.minus(Duration.between(other.doorsAt, other.startsAt));
    }

    /// The same event, with other times than its start.
    public EventDetails withTimesAroundStart(
            @Nullable Instant end, @Nullable Instant doors, @Nullable Instant salesStart, @Nullable Instant salesEnd) {
        return new EventDetails(
                name,
                description,
                category,
                genre,
                venueId,
                performerIds,
                startsAt,
                end,
                doors,
                salesStart,
                salesEnd,
                priceTiers,
                charges,
                maxTicketsPerBooking,
                maxTicketsPerCustomer,
                waitingRoom,
                presentation,
                orphanRule);
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what does not fit together
    public EventDetails validated() {
        return EventRequest.of(this).toDetails();
    }

    /// The same event, sold until then.
    public EventDetails withSalesEnd(Instant end) {
        return withTimesAroundStart(endsAt, doorsAt, salesStartAt, end);
    }
}
