package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.offer.Offer;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.booking.hold.store.HoldStore;
import dev.boxoffice.booking.pricing.PriceChoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Keeps seats for the event's own people while Postgres is told: by the call that decides between buyers, so that it
/// takes no seat that somebody holds and nobody takes one of these. The sale's window, limits and waiting room are for
/// the public.
@Service
public class OrganizerHoldService {

    /// What Redis looks at in one call is bounded: more seats are held by more calls.
    private static final int MAX_SEATS_A_HOLD = 400;

    private final SeatSelectionService selection;
    private final HoldStore store;

    OrganizerHoldService(SeatSelectionService selection, HoldStore store) {
        this.selection = selection;
        this.store = store;
    }

    /// @param holder whose the seats are meanwhile
    /// @param ordinals ascending, at least one
    public OrganizerHoldResult hold(EventSale sale, String holder, List<Integer> ordinals) {
        var holds = new ArrayList<Hold>();
        for (var from = 0; from < ordinals.size(); from += MAX_SEATS_A_HOLD) {
            var seats = ordinals.subList(from, Math.min(ordinals.size(), from + MAX_SEATS_A_HOLD));
            var request =
                    new SeatRequest.Listed(sale.id(), seats, Collections.<@Nullable String>nCopies(seats.size(), null));
            var offer = new Offer.Priced(PriceChoice.PLAIN, List.of(), null);
            var result = hold(sale, holder, request, offer);
            if (!(result instanceof OrganizerHoldResult.Held held)) {
                release(holds);
                return result;
            }
            holds.addAll(held.holds());
        }
        return new OrganizerHoldResult.Held(holds);
    }

    /// @param offer what the seats may be, where the best are to be found
    public OrganizerHoldResult hold(EventSale sale, String holder, SeatRequest seats, Offer.Priced offer) {
        var key = Hold.newKey();
        var reservation = new Reservation(seats, null, holder, null, null);
        // Its own key stands for an admission that nobody has used.
        var attempt = new HoldAttempt(key, reservation, offer, key, unlimited(sale));
        return selection.hold(attempt).map(OrganizerHoldService::resultOf).orElseGet(OrganizerHoldResult.RedisOut::new);
    }

    public void release(List<Hold> holds) {
        holds.forEach(store::end);
    }

    private static EventSale unlimited(EventSale sale) {
        return new EventSale(
                sale.id(),
                EventSale.Status.PUBLISHED,
                sale.programme(),
                new EventSale.SalesWindow(null, null),
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                EventSale.WaitingRoom.OFF,
                EventSale.OrphanRule.OFF,
                sale.pricing(),
                sale.layout());
    }

    private static OrganizerHoldResult resultOf(HoldResult result) {
        return switch (result) {
            case HoldResult.Held(var hold, var _, var _) -> new OrganizerHoldResult.Held(List.of(hold));
            case HoldResult.SeatsTaken(var ordinals) -> new OrganizerHoldResult.Taken(ordinals);
            case HoldResult.SoldOut() -> new OrganizerHoldResult.SoldOut();
            case HoldResult.Replayed _,
                    HoldResult.NotOnSale _,
                    HoldResult.LeavesSingleSeats _,
                    HoldResult.NoSuchSeats _,
                    HoldResult.TooManyForOneBooking _,
                    HoldResult.NotChargeable _,
                    HoldResult.TooManyForCustomer _,
                    HoldResult.AdmissionRequired _,
                    HoldResult.CodeRefused _,
                    HoldResult.TooManyGuesses _,
                    HoldResult.KeyReused _ -> throw new IllegalStateException("an organizer was refused: " + result);
        };
    }
}
