package dev.boxoffice.booking.hold.active;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.decline.CardTry;
import dev.boxoffice.booking.hold.decline.DeclineCountStore;
import dev.boxoffice.booking.hold.price.HoldPriceService;
import dev.boxoffice.booking.hold.store.DeclineLimit;
import dev.boxoffice.booking.hold.store.HoldRecordStore;
import dev.boxoffice.booking.hold.store.HoldStanding;
import dev.boxoffice.booking.hold.store.HoldStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What becomes of a hold after it was taken.
@Service
public class ActiveHoldService {

    enum ReleaseResult {
        RELEASED,
        IN_PAYMENT,
        /// Redis is out, so whether the seats are free yet cannot be said.
        UNKNOWN
    }

    private final HoldStore holds;
    private final HoldRecordStore records;
    private final DeclineCountStore declines;
    private final HoldPriceService prices;
    private final Clock clock;

    ActiveHoldService(
            HoldStore holds,
            HoldRecordStore records,
            DeclineCountStore declines,
            HoldPriceService prices,
            Clock clock) {
        this.holds = holds;
        this.prices = prices;
        this.records = records;
        this.declines = declines;
        this.clock = clock;
    }

    /// Looks just before the seats are claimed. While Redis is out the signed deadline counts, and Postgres
    /// decides.
    public HoldStanding beginClaim(Hold hold) {
        var standing = standingWithin(declines.limitInScripts(hold), hold);
        var isExhausted = standing instanceof HoldStanding.Exhausted;
        if ((isExhausted || standing instanceof HoldStanding.Crowded) && isFree(hold)) {
            return standing(hold, null); // no card is tried on it
        }
        if (isExhausted) {
            end(hold);
        }
        return standing;
    }

    private HoldStanding standingWithin(Optional<DeclineLimit> limit, Hold hold) {
        if (limit.isPresent()) {
            return standing(hold, limit.get());
        }
        var begun = beginTry(hold, 1);
        return begun instanceof HoldStanding.Alive ? standing(hold, null) : begun;
    }

    /// D5: counts another card before it is tried on a hold whose claim was begun. While Redis is out none is counted.
    ///
    /// @param number which one on this hold
    public HoldStanding beginTry(Hold hold, int number) {
        return declines.begin(hold, number).orElseGet(() -> new HoldStanding.Alive(null));
    }

    private HoldStanding standing(Hold hold, @Nullable DeclineLimit limit) {
        return holds.beginClaim(hold, limit).orElseGet(() -> standingBySignature(hold));
    }

    private boolean isFree(Hold hold) {
        return prices.priceOf(hold).agreed().total().amount() == 0;
    }

    private HoldStanding standingBySignature(Hold hold) {
        return hold.isOver(clock.instant()) ? new HoldStanding.Ended() : new HoldStanding.Alive(null);
    }

    /// The claim was refused, so no card is tried, and the buyer may give the seats back.
    ///
    /// @param number which card on this hold it would have been
    public void endPayment(Hold hold, int number) {
        records.endPayment(hold);
        declines.end(CardTry.of(hold, number));
    }

    /// The hold that has one of some seats of one event now: the buyer's own before any other.
    public Optional<Hold> findBySeats(List<TicketId> tickets, String buyer) {
        return records.findBySeats(tickets, hold -> hold.belongsTo(buyer));
    }

    /// The hold that has a seat now, of any buyer.
    public Optional<Hold> findBySeat(TicketId ticket) {
        return records.findBySeats(List.of(ticket), _ -> true);
    }

    /// Nothing or less when the hold is over. Our clock and Redis's may differ: Redis's ends the hold.
    Duration timeLeft(Hold hold) {
        var byOurClock = Duration.between(clock.instant(), hold.deadline());
        return hold.guaranteed() ? records.timeLeft(hold).orElse(byOurClock) : byOurClock;
    }

    boolean isAlive(Hold hold) {
        return timeLeft(hold).isPositive();
    }

    /// Gives the seats back, unless they are being paid for.
    public void end(Hold hold) {
        holds.end(hold);
    }

    ReleaseResult release(Hold hold) {
        var reply = holds.release(hold);
        if (reply.isEmpty()) {
            return hold.guaranteed() ? ReleaseResult.UNKNOWN : ReleaseResult.RELEASED;
        }
        return switch (reply.get()) {
            case IN_PAYMENT -> ReleaseResult.IN_PAYMENT;
            case GONE -> hasBought(hold) ? ReleaseResult.IN_PAYMENT : ReleaseResult.RELEASED;
            case RELEASED, FOREIGN -> ReleaseResult.RELEASED;
        };
    }

    /// Whether a seat of a hold that has ended is its buyer's, paid for or being paid for.
    boolean hasBought(Hold hold) {
        return records.hasBought(hold).orElse(false);
    }
}
