package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale.OrphanRule;
import dev.boxoffice.booking.catalogue.EventSale.WaitingRoom;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.choice.PickedSeats;
import dev.boxoffice.booking.hold.choice.SeatProposals;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.booking.hold.reserve.HoldResult.AdmissionRequired;
import dev.boxoffice.booking.hold.reserve.HoldResult.Held;
import dev.boxoffice.booking.hold.reserve.HoldResult.NotOnSale;
import dev.boxoffice.booking.hold.reserve.HoldResult.SoldOut;
import dev.boxoffice.booking.hold.store.CodeCheck;
import dev.boxoffice.booking.pricing.CodeRefusal;
import dev.boxoffice.booking.seats.TicketStateRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Holds seats while Redis is out: the sale goes on, and Postgres will decide which of those who now think they hold a
/// seat gets it.
@Service
class UnguaranteedHoldService {

    private final TicketStateRepository tickets;
    private final HoldProperties properties;
    private final Clock clock;

    UnguaranteedHoldService(TicketStateRepository tickets, HoldProperties properties, Clock clock) {
        this.tickets = tickets;
        this.properties = properties;
        this.clock = clock;
    }

    HoldResult hold(HoldAttempt attempt) {
        var sale = attempt.sale();
        // Whether an operator has switched the waiting room off is known to Redis alone: the catalogue decides.
        if (sale.waitingRoom() == WaitingRoom.ON && attempt.admission() == null) {
            return new AdmissionRequired();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var code = attempt.offer().code();
        var refusal = code == null ? null : refusalOf(code, now);
        if (refusal != null) {
            return new HoldResult.CodeRefused(refusal);
        }
        var opensSale = code instanceof CodeCheck.Known(var terms) && terms.opensSale();
        if (!sale.sales().contains(now) && !(opensSale && sale.sales().isAhead(now))) {
            return new NotOnSale();
        }
        // Redis may have taken other seats by the attempt's key, and only its answer was lost.
        var key =
                attempt.reservation().seats() instanceof SeatRequest.BestAvailable ? Hold.newKey() : attempt.holdKey();
        var seats = switch (attempt.reservation().seats()) {
            case SeatRequest.Listed(var _, var ordinals, var _) -> ordinals;
            case SeatRequest.BestAvailable best -> anyOf(propose(best, attempt));
        };
        if (seats.isEmpty()) {
            return new SoldOut();
        }
        var alone = leftAlone(attempt);
        if (!alone.isEmpty() && sale.orphanRule() == OrphanRule.REFUSE) {
            return new HoldResult.LeavesSingleSeats(alone);
        }
        var ttl = properties.ttl();
        return new Held(attempt.hold(key, seats, attempt.offer().price(), now.plus(ttl), ttl, false), sale, alone);
    }

    /// By what Postgres knows, as all is decided now.
    private List<Integer> leftAlone(HoldAttempt attempt) {
        if (attempt.sale().orphanRule() == OrphanRule.OFF
                || !(attempt.reservation().seats() instanceof SeatRequest.Listed(var _, var ordinals, var _))) {
            return List.of();
        }
        var taken = tickets.taken(attempt.sale().id());
        return PickedSeats.of(attempt.sale().layout(), ordinals).leftAlone(seat -> !taken.get(seat));
    }

    private static @Nullable CodeRefusal refusalOf(CodeCheck code, Instant now) {
        return switch (code) {
            case CodeCheck.Refused(var reason) -> reason;
            case CodeCheck.Known(var terms) -> terms.refusalAt(now);
        };
    }

    private List<List<Integer>> propose(SeatRequest.BestAvailable best, HoldAttempt attempt) {
        return SeatProposals.of(
                        best,
                        attempt.offer().sections(),
                        tickets.taken(attempt.sale().id()),
                        ThreadLocalRandom.current())
                .propose(properties.bestAvailable().alternatives());
    }

    /// Not always the best one: nobody keeps buyers apart now, so they are spread.
    private static List<Integer> anyOf(List<List<Integer>> proposals) {
        return proposals.isEmpty()
                ? List.of()
                : proposals.get(ThreadLocalRandom.current().nextInt(proposals.size()));
    }
}
