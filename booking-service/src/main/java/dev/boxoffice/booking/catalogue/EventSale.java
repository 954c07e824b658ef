package dev.boxoffice.booking.catalogue;

import dev.boxoffice.booking.catalogue.layout.SeatLayout;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.pricing.CodeTerms;
import dev.boxoffice.booking.pricing.EventPricing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What selling an event's seats needs to know of it. It may be some seconds old: the claim in Postgres looks
/// again.
///
/// @param maxPerBooking most tickets in one booking
/// @param maxPerCustomer most tickets a customer may have of the event
/// @param pricing what is sold from now on
public record EventSale(
        UUID id,
        Status status,
        Programme programme,
        SalesWindow sales,
        int maxPerBooking,
        int maxPerCustomer,
        WaitingRoom waitingRoom,
        OrphanRule orphanRule,
        EventPricing pricing,
        SeatLayout layout) {

    /// What people have decided about an event.
    public enum Status {
        DRAFT,
        LISTED,
        PUBLISHED,
        POSTPONED,
        CANCELLED
    }

    /// What happens to picked seats that would leave a single one alone: nothing, a warning, a refusal.
    public enum OrphanRule {
        OFF,
        WARN,
        REFUSE
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
            @Nullable Instant doorsAt,
            String venue,
            String city,
            String timezone) {

        /// Where nobody said when the doors open.
        private static final Duration DOORS_BEFORE_START = Duration.ofHours(4);

        /// Where nobody said when the event ends: longer than any evening, shorter than until the next.
        private static final Duration OVER_AFTER_START = Duration.ofHours(12);

        /// Nobody goes in before; null while the date is not known.
        public @Nullable Instant doorsOpenAt() {
            return doorsAt == null && startsAt != null ? startsAt.minus(DOORS_BEFORE_START) : doorsAt;
        }

        /// Nobody goes in from then on; null while neither end nor start is known.
        public @Nullable Instant overAt() {
            return endsAt == null && startsAt != null ? startsAt.plus(OVER_AFTER_START) : endsAt;
        }
    }

    /// When tickets can be had; null is open.
    public record SalesWindow(
            @Nullable Instant from, @Nullable Instant until) {

        /// Nothing is sold of what is over.
        SalesWindow within(Programme programme) {
            var overAt = programme.overAt();
            return overAt != null && until != null && overAt.isBefore(until) ? new SalesWindow(from, overAt) : this;
        }

        public boolean isAhead(Instant time) {
            return from != null && time.isBefore(from);
        }

        public boolean contains(Instant time) {
            return (from == null || !time.isBefore(from)) && (until == null || time.isBefore(until));
        }
    }

    /// On sale, but for its date, which is not known yet: it sells nothing until then.
    public boolean isPostponed() {
        return status == Status.PUBLISHED && programme.startsAt() == null;
    }

    public boolean isSellable() {
        return status == Status.PUBLISHED && programme.startsAt() != null;
    }

    /// @param types as in [PriceChoice#types]
    public List<BookingLine> lines(List<Integer> ordinals, List<Integer> types, @Nullable CodeTerms code) {
        return pricing.lines(ordinals, this::sectionOf, types, code);
    }

    /// The type that a ticket of this line needs beside it; empty where it needs none, or is sold no more.
    public Optional<String> needOf(BookingLine ticket) {
        if (ticket.ordinal() == null || ticket.priceType() == null) {
            return Optional.empty();
        }
        return pricing.tierOf(sectionOf(ticket.ordinal()))
                .type(ticket.priceType())
                .map(EventPricing.Type::needs);
    }

    public String sectionOf(int ordinal) {
        return layout.sectionOf(ordinal).name();
    }

    /// Nobody goes in any more.
    public boolean isOver(Instant now) {
        var overAt = programme.overAt();
        return overAt != null && !now.isBefore(overAt);
    }

    public boolean hasStarted(Instant now) {
        var startsAt = programme.startsAt();
        return startsAt != null && !now.isBefore(startsAt);
    }
}
