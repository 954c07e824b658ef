package dev.boxoffice.event.listing.details;

import dev.boxoffice.event.input.SingleLine;
import dev.boxoffice.event.input.WebAddress;
import dev.boxoffice.event.listing.price.ChargesRequest;
import dev.boxoffice.event.listing.price.PriceValidator;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as an organiser writes it, and the document a merge patch is applied to.
///
/// What one field can be is said here; what fields must be together is in [EventValidator].
public record EventRequest(
        @NotBlank @SingleLine String name,

        @Nullable @Size(max = 20_000) @Pattern(regexp = "[^\\x00]*", message = "must not contain NUL")
        String description,

        @NotNull Category category,
        @Nullable @SingleLine(max = 100) String genre,
        @NotBlank String venueId,
        @Nullable @Size(max = 100) List<@NotBlank String> performerIds,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Instant doorsAt,
        @Nullable Instant salesStartAt,
        @Nullable Instant salesEndAt,
        @Nullable @Size(max = 100) List<@NotNull @Valid Tier> priceTiers,
        @Nullable List<ChargesRequest.@NotNull @Valid Fee> fees,
        @Valid ChargesRequest.@Nullable Tax tax,
        @Valid ChargesRequest.@Nullable Refunds refundPolicy,
        @Nullable @Min(1) @Max(200) Integer maxTicketsPerBooking,
        @Nullable @Min(1) @Max(10_000) Integer maxTicketsPerCustomer,
        @Nullable @Valid Room waitingRoom,
        @Nullable @WebAddress String url,
        @Nullable @Size(max = 20) List<@NotNull @Valid Image> images,
        @Nullable @Min(0) @Max(120) Integer ageLimit,
        @Nullable Boolean timeTba,
        @Nullable Boolean dateTba,
        @Nullable OrphanRule orphanRule,
        @Nullable String organizationId) {

    record Image(
            @NotBlank @WebAddress String url,
            @Nullable @Min(1) @Max(100_000) Integer width,
            @Nullable @Min(1) @Max(100_000) Integer height,
            @Nullable @SingleLine(max = 300) String alt) {}

    record Tier(
            @NotBlank @SingleLine(max = 100) String name,
            @Valid ChargesRequest.@Nullable Price price,
            @Nullable List<ChargesRequest.@NotNull @Valid Type> prices,

            @NotNull @Size(min = 1, max = 1_000, message = "must name at least one section")
            List<@NotBlank String> sections) {}

    record Room(
            EventWaitingRoom.@Nullable Mode mode,
            @Nullable @Min(1) @Max(1_000_000) Integer admitPerMinute,
            @Nullable @Min(1) @Max(10_000_000) Integer maxActive) {}

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what does not fit together
    public EventDetails toDetails() {
        var errors = FieldErrors.collect();
        EventValidator.dates(this, errors);
        var tiers = new TierConverter(errors, null).tiers(tiersOrNone());
        new PriceValidator(errors, currencyOf(tiers)).charges(fees, refundPolicy);
        var venue = TimeOrderedId.parse(venueId);
        errors.rejectIf(venue.isEmpty(), "venueId", "names no venue");
        var performers = EventValidator.performers(performerIds == null ? List.of() : performerIds, errors);
        errors.throwIfAny();
        return details(venue.orElseThrow(), performers, tiers);
    }

    private static @Nullable String currencyOf(List<PriceTier> tiers) {
        return tiers.isEmpty() ? null : tiers.getFirst().currency();
    }

    private EventDetails details(UUID venue, List<UUID> performers, List<PriceTier> tiers) {
        var perBooking = maxTicketsPerBooking == null ? EventDetails.DEFAULT_TICKET_LIMIT : maxTicketsPerBooking;
        return new EventDetails(
                name.strip(),
                description,
                category,
                genre,
                venue,
                performers,
                startsAt,
                endsAt,
                doorsAt,
                salesStartAt,
                salesEndAt,
                tiers,
                ChargesRequest.toCharges(fees, tax, refundPolicy),
                perBooking,
                maxTicketsPerCustomer == null
                        ? Math.max(perBooking, EventDetails.DEFAULT_TICKET_LIMIT)
                        : maxTicketsPerCustomer,
                room(),
                new EventPresentation(url, imagesOrNone(), ageLimit, Boolean.TRUE.equals(timeTba)),
                orphanRule == null ? OrphanRule.OFF : orphanRule);
    }

    private List<EventImage> imagesOrNone() {
        return images == null
                ? List.of()
                : images.stream()
                        .map(image -> new EventImage(image.url(), image.width(), image.height(), image.alt()))
                        .toList();
    }

    List<Tier> tiersOrNone() {
        return priceTiers == null ? List.of() : priceTiers;
    }

    private EventWaitingRoom room() {
        var usual = EventWaitingRoom.DEFAULT;
        if (waitingRoom == null) {
            return usual;
        }
        return new EventWaitingRoom(
                waitingRoom.mode() == null ? usual.mode() : waitingRoom.mode(),
                waitingRoom.admitPerMinute() == null ? usual.admitPerMinute() : waitingRoom.admitPerMinute(),
                waitingRoom.maxActive() == null ? usual.maxActive() : waitingRoom.maxActive());
    }

    /// As an organiser would write it.
    public static EventRequest of(EventDetails details) {
        return new EventRequest(
                details.name(),
                details.description(),
                details.category(),
                details.genre(),
                details.venueId().toString(),
                details.performerIds().stream().map(UUID::toString).toList(),
                details.startsAt(),
                details.endsAt(),
                details.doorsAt(),
                details.salesStartAt(),
                details.salesEndAt(),
                details.priceTiers().stream().map(TierConverter::toRequest).toList(),
                ChargesRequest.feesOf(details.charges()),
                ChargesRequest.taxOf(details.charges()),
                ChargesRequest.refundsOf(details.charges()),
                details.maxTicketsPerBooking(),
                details.maxTicketsPerCustomer(),
                new Room(
                        details.waitingRoom().mode(),
                        details.waitingRoom().admitPerMinute(),
                        details.waitingRoom().maxActive()),
                details.presentation().url(),
                details.presentation().images().stream()
                        .map(image -> new Image(image.url(), image.width(), image.height(), image.alt()))
                        .toList(),
                details.presentation().ageLimit(),
                details.presentation().timeTba(),
                details.startsAt() == null,
                details.orphanRule(),
                null);
    }
}
