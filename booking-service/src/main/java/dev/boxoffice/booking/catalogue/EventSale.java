package dev.boxoffice.booking.catalogue;

import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What selling an event's seats needs to know of it. It may be some seconds old: the claim in Postgres looks
/// again.
///
/// @param maxPerBooking most tickets in one booking
/// @param maxPerCustomer most tickets a customer may have of the event
/// @param priceOfSection by section name
/// @param tierOfSection name of the price tier, by section name
public record EventSale(
        UUID id,
        Status status,
        Programme programme,
        SalesWindow sales,
        int maxPerBooking,
        int maxPerCustomer,
        WaitingRoom waitingRoom,
        Map<String, Money> priceOfSection,
        Map<String, String> tierOfSection,
        SeatLayout layout) {

    /// What people have decided about an event.
    public enum Status {
        DRAFT,
        LISTED,
        PUBLISHED,
        CANCELLED
    }

    /// When reserving needs an admission: never, always, or while the gateway says so.
    public enum WaitingRoom {
        OFF,
        ON,
        AUTO
    }

    /// What a ticket is for.
    public record Programme(
            String name,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            String venue,
            String city,
            String timezone) {}

    /// When tickets can be had; null is open.
    public record SalesWindow(
            @Nullable Instant from, @Nullable Instant until) {
        public boolean contains(Instant time) {
            return (from == null || !time.isBefore(from)) && (until == null || time.isBefore(until));
        }
    }

    public boolean isPublished() {
        return status == Status.PUBLISHED;
    }

    public Money priceOf(int ordinal) {
        var section = layout.sectionOf(ordinal).name();
        var price = priceOfSection.get(section);
        if (price == null) {
            throw new IllegalStateException("section " + section + " of event " + id + " has no price");
        }
        return price;
    }

    public Money totalOf(List<Integer> ordinals) {
        return ordinals.stream().map(this::priceOf).reduce(Money::plus).orElseThrow();
    }

    public boolean hasStarted(Instant now) {
        var startsAt = programme.startsAt();
        return startsAt != null && !now.isBefore(startsAt);
    }
}
