package dev.boxoffice.event.listing.details;

import dev.boxoffice.event.input.SingleLine;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.money.Money;
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
        @Nullable Instant salesStartAt,
        @Nullable Instant salesEndAt,
        @Nullable @Size(max = 100) List<@NotNull @Valid Tier> priceTiers,
        @Nullable @Min(1) @Max(200) Integer maxTicketsPerBooking,
        @Nullable @Min(1) @Max(10_000) Integer maxTicketsPerCustomer,
        @Nullable @Valid Room waitingRoom) {

    record Tier(
            @NotBlank @SingleLine(max = 100) String name,
            @NotNull @Valid Price price,

            @NotNull @Size(min = 1, max = 1_000, message = "must name at least one section")
            List<@NotBlank String> sections) {}

    record Price(
            @NotNull @Min(0) @Max(100_000_000_000L) Long amount,
            @NotBlank String currency) {}

    record Room(
            EventWaitingRoom.@Nullable Mode mode,
            @Nullable @Min(1) @Max(1_000_000) Integer admitPerMinute,
            @Nullable @Min(1) @Max(10_000_000) Integer maxActive) {}

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming what does not fit together
    public EventDetails toDetails() {
        var errors = FieldErrors.collect();
        EventValidator.check(this, errors);
        var venue = TimeOrderedId.parse(venueId);
        errors.rejectIf(venue.isEmpty(), "venueId", "names no venue");
        var performers = EventValidator.performers(performerIds == null ? List.of() : performerIds, errors);
        errors.throwIfAny();
        return details(venue.orElseThrow(), performers);
    }

    private EventDetails details(UUID venue, List<UUID> performers) {
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
                salesStartAt,
                salesEndAt,
                tiersOrNone().stream()
                        .map(tier -> PriceTier.of(
                                tier.name(),
                                new Money(tier.price().amount(), tier.price().currency()),
                                tier.sections()))
                        .toList(),
                perBooking,
                maxTicketsPerCustomer == null
                        ? Math.max(perBooking, EventDetails.DEFAULT_TICKET_LIMIT)
                        : maxTicketsPerCustomer,
                room());
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

    static EventRequest of(EventDetails details) {
        return new EventRequest(
                details.name(),
                details.description(),
                details.category(),
                details.genre(),
                details.venueId().toString(),
                details.performerIds().stream().map(UUID::toString).toList(),
                details.startsAt(),
                details.endsAt(),
                details.salesStartAt(),
                details.salesEndAt(),
                details.priceTiers().stream()
                        .map(tier ->
                                new Tier(tier.name(), new Price(tier.amount(), tier.currency()), tier.sectionNames()))
                        .toList(),
                details.maxTicketsPerBooking(),
                details.maxTicketsPerCustomer(),
                new Room(
                        details.waitingRoom().mode(),
                        details.waitingRoom().admitPerMinute(),
                        details.waitingRoom().maxActive()));
    }
}
