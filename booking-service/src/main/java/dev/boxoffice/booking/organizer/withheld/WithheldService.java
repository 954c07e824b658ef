package dev.boxoffice.booking.organizer.withheld;

import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldResult;
import dev.boxoffice.booking.hold.reserve.OrganizerHoldService;
import dev.boxoffice.booking.organizer.HouseSeatService;
import dev.boxoffice.booking.organizer.withheld.WithheldRepository.Change;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.booking.seats.TicketState.Status;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Keeps seats from the sale, and puts them on sale again.
///
/// In the way of a claim: Redis holds the seats first, so that no buyer's hold is overrun and no later one gets
/// in between; then one statement in Postgres decides; then Redis shows what Postgres says.
@Service
class WithheldService {

    private static final String HOLDER = "organizer:withheld";

    private final WithheldRepository seats;
    private final HouseSeatService house;
    private final OrganizerHoldService holds;
    private final BookingChangePublisher publisher;
    private final Clock clock;

    WithheldService(
            WithheldRepository seats,
            HouseSeatService house,
            OrganizerHoldService holds,
            BookingChangePublisher publisher,
            Clock clock) {
        this.seats = seats;
        this.house = house;
        this.holds = holds;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Seats that are kept from the sale already get the new kind and reason.
    ///
    /// @param ordinals each once
    WithheldResult withhold(
            EventSale sale, List<Integer> ordinals, WithheldKind kind, @Nullable String reason, String by) {
        return switch (house.hold(sale, HOLDER, ordinals)) {
            case OrganizerHoldResult.Held(var held) ->
                decided(sale.id(), held, () -> seats.withhold(sale.id(), ordinals, kind, reason, by, clock.instant()));
            case OrganizerHoldResult.Taken(var taken) -> new WithheldResult.Taken(taken);
            case OrganizerHoldResult.SoldOut() -> new WithheldResult.Taken(ordinals);
            case OrganizerHoldResult.RedisOut() -> new WithheldResult.RedisOut();
        };
    }

    private WithheldResult decided(UUID event, List<Hold> held, Supplier<Change> statement) {
        var change = statement.get();
        if (!change.isDone()) {
            holds.release(held);
            return new WithheldResult.Taken(change.refused());
        }
        publish(event, change, Status.WITHHELD);
        return new WithheldResult.Done();
    }

    /// @param kind the only one that is put on sale; null for any
    /// @param by subject of who does it
    WithheldResult release(EventSale sale, List<Integer> ordinals, @Nullable WithheldKind kind, String by) {
        var change = seats.release(sale.id(), ordinals, kind, by, clock.instant());
        if (!change.isDone()) {
            var taken = seats.takenAmong(sale.id(), change.refused());
            return taken.isEmpty() ? new WithheldResult.OfOtherKind(change.refused()) : new WithheldResult.Taken(taken);
        }
        publish(sale.id(), change, change.isKept() ? Status.RESERVED : Status.AVAILABLE);
        return new WithheldResult.Done();
    }

    private void publish(UUID event, Change change, Status status) {
        publisher.publishWithheld(
                new TicketChange(event, change.id(), change.moved().as(status, null), null));
    }
}
