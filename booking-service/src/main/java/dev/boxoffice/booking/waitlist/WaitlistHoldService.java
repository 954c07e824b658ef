package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldIdCodec;
import dev.boxoffice.booking.hold.offer.Offer;
import dev.boxoffice.booking.hold.offer.OfferService;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Makes a hold of seats that are offered. Redis shows them as reserved, knows the hold, and has no seat of it:
/// so it blocks nobody who is offered them later. Postgres gives them to this hold alone; its deadline ends it.
@Service
class WaitlistHoldService {

    /// A hold, and what names it to its buyer.
    record Offered(Hold hold, String id) {}

    private final OfferService offers;
    private final HoldIdCodec ids;
    private final WaitlistMailPublisher mails;
    private final WaitlistHoldStore store;
    private final WaitlistProperties properties;

    WaitlistHoldService(
            OfferService offers,
            HoldIdCodec ids,
            WaitlistMailPublisher mails,
            WaitlistHoldStore store,
            WaitlistProperties properties) {
        this.offers = offers;
        this.ids = ids;
        this.mails = mails;
        this.store = store;
        this.properties = properties;
    }

    /// Whether these seats can be had in the types that the party wants.
    boolean isSellable(WaitlistEntry party, EventSale sale, List<Integer> seats) {
        return priceOf(party, sale, seats).isPresent();
    }

    Offered hold(WaitlistEntry party, EventSale sale, List<Integer> seats, Instant now) {
        var deadline = now.plus(properties.offerTtl()).truncatedTo(ChronoUnit.MILLIS);
        var hold = new Hold(
                sale.id(),
                Hold.newKey(),
                UserHash.of(party.subject()),
                seats,
                priceOf(party, sale, seats).orElseThrow(),
                deadline,
                properties.offerTtl(),
                false);
        mails.offered(party, hold, sale);
        store.open(hold);
        return new Offered(hold, ids.encode(hold));
    }

    private Optional<PriceChoice> priceOf(WaitlistEntry party, EventSale sale, List<Integer> seats) {
        var types = new ArrayList<@Nullable String>();
        for (var i = 0; i < seats.size(); i++) {
            types.add(party.priceTypes().isEmpty() ? null : party.priceTypes().get(i));
        }
        try {
            return offers.offer(new SeatRequest.Listed(sale.id(), seats, types), sale, null)
                            instanceof Offer.Priced(var price, var _, var _)
                    ? Optional.of(price)
                    : Optional.empty();
        } catch (ProblemException notThere) {
            return Optional.empty();
        }
    }
}
