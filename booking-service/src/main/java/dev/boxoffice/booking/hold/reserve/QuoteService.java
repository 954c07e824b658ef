package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.hold.choice.SeatProposals;
import dev.boxoffice.booking.hold.occupancy.SeatOccupancyStore;
import dev.boxoffice.booking.hold.offer.Offer;
import dev.boxoffice.booking.hold.offer.OfferService;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.booking.hold.store.CodeCheck;
import dev.boxoffice.booking.hold.store.CountGuessScript;
import dev.boxoffice.booking.pricing.CodeRefusal;
import dev.boxoffice.booking.pricing.CodeTerms;
import dev.boxoffice.platform.id.UserHash;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Says what seats would cost; nothing is held.
@Service
class QuoteService {

    private final SaleCatalogueService catalogue;
    private final OfferService offers;
    private final SeatOccupancyStore occupancy;
    private final CountGuessScript guesses;
    private final Clock clock;

    QuoteService(
            SaleCatalogueService catalogue,
            OfferService offers,
            SeatOccupancyStore occupancy,
            CountGuessScript guesses,
            Clock clock) {
        this.catalogue = catalogue;
        this.offers = offers;
        this.occupancy = occupancy;
        this.guesses = guesses;
        this.clock = clock;
    }

    /// @param buyer null where nobody is signed in, who then has no code
    QuoteResult quote(SeatRequest seats, @Nullable String code, @Nullable UserHash buyer) {
        var sale = catalogue.find(seats.event()).orElse(null);
        if (sale == null || !seats.existsIn(sale)) {
            return new QuoteResult.NoSuchSeats();
        }
        if (seats.quantity() > sale.maxPerBooking()) {
            return new QuoteResult.TooManyForOneBooking(sale.maxPerBooking());
        }
        if (!sale.isSellable()) {
            return new QuoteResult.NotOnSale();
        }
        return switch (offers.offer(seats, sale, code)) {
            case Offer.NotChargeable(var fault) -> new QuoteResult.NotChargeable(fault);
            case Offer.Priced offer -> {
                var refused = buyer == null ? null : refusalOf(offer.code(), sale, buyer);
                yield refused == null ? priced(seats, sale, offer) : refused;
            }
        };
    }

    private @Nullable QuoteResult refusalOf(@Nullable CodeCheck check, EventSale sale, UserHash buyer) {
        if (check == null) {
            return null;
        }
        var isWrong = check instanceof CodeCheck.Refused(var reason) && reason == CodeRefusal.UNKNOWN;
        var wait = guesses.run(new CountGuessScript.Command(sale.id(), buyer, isWrong));
        if (wait.isPresent()) {
            return new QuoteResult.TooManyGuesses(wait.get());
        }
        var refusal = switch (check) {
            case CodeCheck.Refused(var reason) -> reason;
            case CodeCheck.Known(var terms) -> terms.refusalAt(clock.instant());
        };
        return refusal == null ? null : new QuoteResult.CodeRefused(refusal);
    }

    private QuoteResult priced(SeatRequest seats, EventSale sale, Offer.Priced offer) {
        var ordinals = switch (seats) {
            case SeatRequest.Listed listed -> listed.ordinals();
            case SeatRequest.BestAvailable best -> best(best, sale, offer);
        };
        if (ordinals.isEmpty()) {
            return new QuoteResult.SoldOut();
        }
        var lines = sale.lines(ordinals, offer.price().types(), termsOf(offer.code()));
        return new QuoteResult.Quoted(lines, sale.pricing().total(lines));
    }

    /// While Redis is out, as if all were free.
    private List<Integer> best(SeatRequest.BestAvailable best, EventSale sale, Offer.Priced offer) {
        var taken = occupancy.recent(sale.id()).orElseGet(BitSet::new);
        var proposals = SeatProposals.of(best, offer.sections(), taken, ThreadLocalRandom.current())
                .propose(1);
        return proposals.isEmpty() ? List.of() : proposals.getFirst();
    }

    private static @Nullable CodeTerms termsOf(@Nullable CodeCheck check) {
        return check instanceof CodeCheck.Known(var terms) ? terms : null;
    }
}
