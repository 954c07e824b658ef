package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale.OrphanRule;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.hold.choice.PickedSeats;
import dev.boxoffice.booking.hold.choice.SeatProposals;
import dev.boxoffice.booking.hold.occupancy.SeatOccupancyStore;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.booking.hold.reserve.HoldResult.Held;
import dev.boxoffice.booking.hold.reserve.HoldResult.SeatsTaken;
import dev.boxoffice.booking.hold.store.ReserveReply;
import dev.boxoffice.booking.hold.store.ReserveStore;
import dev.boxoffice.booking.hold.store.SeatChoice;
import dev.boxoffice.booking.seats.MirrorRebuildService;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Service;

/// Chooses the seats of an attempt and has Redis hold them.
@Service
class SeatSelectionService {

    private static final int MAX_REBUILDS = 2;
    private static final int MAX_SEATS_A_CALL = 400;

    private final ReserveStore holds;
    private final SeatOccupancyStore occupancy;
    private final MirrorRebuildService mirror;
    private final HoldProperties properties;

    SeatSelectionService(
            ReserveStore holds, SeatOccupancyStore occupancy, MirrorRebuildService mirror, HoldProperties properties) {
        this.holds = holds;
        this.occupancy = occupancy;
        this.mirror = mirror;
        this.properties = properties;
    }

    /// Empty when Redis is out.
    Optional<HoldResult> hold(HoldAttempt attempt) {
        if (!mirror.catchUpAfterOutage(attempt.sale().id())) {
            return Optional.empty();
        }
        return switch (attempt.reservation().seats()) {
            case SeatRequest.Listed(var _, var ordinals, var _) -> take(attempt, picked(attempt, ordinals));
            case SeatRequest.BestAvailable best -> takeBest(attempt, best);
        };
    }

    /// Who sits around them goes along where that matters, so that the one call decides.
    private static SeatChoice picked(HoldAttempt attempt, List<Integer> ordinals) {
        var sale = attempt.sale();
        return new SeatChoice.Exactly(
                ordinals,
                sale.orphanRule() == OrphanRule.OFF
                        ? ""
                        : PickedSeats.of(sale.layout(), ordinals).toText());
    }

    private Optional<HoldResult> takeBest(HoldAttempt attempt, SeatRequest.BestAvailable best) {
        for (var round = 0; round < 2 * properties.bestAvailable().tries(); round++) {
            var seats = look(attempt, best, round > 0);
            if (seats.isPresent() && !seats.get().isEnoughFree()) {
                seats = look(attempt, best, true);
            }
            if (seats.isEmpty()) {
                return Optional.empty();
            }
            if (!seats.get().isEnoughFree()) {
                break;
            }
            var result = take(attempt, choice(seats.get(), best.quantity(), round));
            if (!(result.orElse(null) instanceof SeatsTaken)) {
                result.ifPresent(this::markTaken);
                return result;
            }
        }
        return take(attempt, new SeatChoice.Nothing());
    }

    /// Where others were quicker each time, seats together anywhere will do, and at last whatever is left. What
    /// one call looks at is bounded, however large the event is: Redis does nothing else meanwhile.
    private SeatChoice choice(SeatProposals seats, int quantity, int round) {
        var tries = properties.bestAvailable().tries();
        var most = Math.clamp(
                MAX_SEATS_A_CALL / quantity, 1, properties.bestAvailable().alternatives());
        if (round < tries) {
            return new SeatChoice.FirstFree(seats.propose(most));
        }
        var together = round < 2 * tries - 1 ? seats.togetherAnywhere(most) : List.<List<Integer>>of();
        return together.isEmpty()
                ? new SeatChoice.AnyOf(seats.anyFree(MAX_SEATS_A_CALL))
                : new SeatChoice.FirstFree(together);
    }

    /// Empty when Redis is out.
    private Optional<SeatProposals> look(HoldAttempt attempt, SeatRequest.BestAvailable best, boolean again) {
        var event = attempt.sale().id();
        return (again ? occupancy.current(event) : occupancy.recent(event))
                .map(taken -> SeatProposals.of(best, attempt.offer().sections(), taken, ThreadLocalRandom.current()));
    }

    private void markTaken(HoldResult result) {
        if (result instanceof Held(var hold, var _, var _)) {
            occupancy.markTaken(hold.event(), hold.ordinals());
        }
    }

    /// Asks again once the mirror is there, if Redis says that it is not. Empty when Redis is out.
    private Optional<HoldResult> take(HoldAttempt attempt, SeatChoice seats) {
        for (var rebuilds = 0; ; rebuilds++) {
            var reply = holds.reserve(attempt.command(seats));
            if (!(reply.orElse(null) instanceof ReserveReply.NotLoaded)) {
                return reply.map(it -> resultOf(it, attempt));
            }
            if (rebuilds == MAX_REBUILDS || !mirror.load(attempt.sale().id())) {
                return Optional.empty();
            }
        }
    }

    private HoldResult resultOf(ReserveReply reply, HoldAttempt attempt) {
        var sale = attempt.sale();
        return switch (reply) {
            case ReserveReply.Held(var deadline, var key, var price, var ordinals, var alone) ->
                new Held(attempt.hold(key, ordinals, price, deadline, properties.ttl(), true), sale, alone);
            case ReserveReply.LeavesSingleSeats(var ordinals) -> new HoldResult.LeavesSingleSeats(ordinals);
            case ReserveReply.Replayed(var first) -> new HoldResult.Replayed(resultOf(first, attempt));
            case ReserveReply.Taken(var ordinals) -> new SeatsTaken(ordinals);
            case ReserveReply.OverLimit(var has) -> new HoldResult.TooManyForCustomer(sale.maxPerCustomer(), has);
            case ReserveReply.SoldOut() -> new HoldResult.SoldOut();
            case ReserveReply.NotOnSale() -> new HoldResult.NotOnSale();
            case ReserveReply.AdmissionRequired() -> new HoldResult.AdmissionRequired();
            case ReserveReply.CodeRefused(var reason) -> new HoldResult.CodeRefused(reason);
            case ReserveReply.TooManyGuesses(var retryAfter) -> new HoldResult.TooManyGuesses(retryAfter);
            case ReserveReply.KeyReused() -> new HoldResult.KeyReused();
            case ReserveReply.NotLoaded() -> throw new IllegalStateException("The mirror is not loaded");
        };
    }
}
