package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.details.Category;
import dev.boxoffice.event.listing.details.EventImage;
import dev.boxoffice.event.listing.details.EventWaitingRoom;
import dev.boxoffice.event.listing.details.OrphanRule;
import dev.boxoffice.event.listing.details.PriceRange;
import dev.boxoffice.event.listing.price.EventCharges;
import dev.boxoffice.event.listing.source.EventOrigin;
import dev.boxoffice.event.performer.PerformerView;
import dev.boxoffice.event.plan.SectionKind;
import dev.boxoffice.event.venue.VenueView;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as everybody may read it.
///
/// @param timeTba whether only the day of `startsAt` is known
/// @param dateTba whether not even that is known
/// @param priceRange only while an imported event has no price tiers
/// @param tickets up to 2,000, or those of the section asked for; absent otherwise
record EventView(
        UUID id,
        EventStatus status,
        UUID organizationId,
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
        List<Tier> priceTiers,
        List<EventCharges.Fee> fees,
        EventCharges.@Nullable Tax tax,
        EventCharges.RefundPolicy refundPolicy,
        @Nullable PriceRange priceRange,
        int maxTicketsPerBooking,
        int maxTicketsPerCustomer,
        EventWaitingRoom waitingRoom,
        @Nullable String url,
        List<EventImage> images,
        @Nullable Integer ageLimit,
        boolean timeTba,
        boolean dateTba,
        OrphanRule orphanRule,
        @Nullable EventOrigin source,
        @Nullable VenueView venue,
        List<PerformerView> performers,
        List<Section> sections,
        @Nullable List<Ticket> tickets) {

    /// @param price of the first type that needs no other
    record Tier(String name, Money price, List<Type> prices, List<String> sections) {}

    record Type(
            String type,
            Money price,
            @Nullable String needs,
            @Nullable Integer maxPerBooking) {}

    record Section(
            String name,
            SectionKind kind,
            int total,
            int available,
            int held,
            int booked,
            @Nullable Money price) {}

    /// @param row absent for general admission, as is `seat`
    record Ticket(
            String id,
            String section,
            @Nullable String row,
            @Nullable String seat,
            @Nullable Money price,
            TicketStatus status) {}

    /// What a ticket is to a reader: a seat in somebody's hands, or not for sale, reads `RESERVED`.
    enum TicketStatus {
        AVAILABLE,
        RESERVED,
        BOOKED
    }
}
