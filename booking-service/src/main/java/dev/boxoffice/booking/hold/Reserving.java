package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.catalogue.EventSale.WaitingRoom;
import dev.boxoffice.booking.catalogue.SaleCatalogue;
import dev.boxoffice.booking.hold.HoldResult.AdmissionRequired;
import dev.boxoffice.booking.hold.HoldResult.Held;
import dev.boxoffice.booking.hold.HoldResult.KeyReused;
import dev.boxoffice.booking.hold.HoldResult.NoSuchSeats;
import dev.boxoffice.booking.hold.HoldResult.NotOnSale;
import dev.boxoffice.booking.hold.HoldResult.Replayed;
import dev.boxoffice.booking.hold.HoldResult.SeatsTaken;
import dev.boxoffice.booking.hold.HoldResult.SoldOut;
import dev.boxoffice.booking.hold.HoldResult.TooManyForCustomer;
import dev.boxoffice.booking.hold.HoldResult.TooManyForOneBooking;
import dev.boxoffice.booking.hold.HoldStore.Attempt;
import dev.boxoffice.booking.hold.HoldStore.Proposals;
import dev.boxoffice.booking.seats.MirrorRebuild;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/// Holds seats for a buyer: all that were asked for, or none.
@Service
class Reserving {

    private static final int MAX_REBUILDS = 2;

    private final SaleCatalogue catalogue;
    private final AdmissionTokens admissions;
    private final HoldStore holds;
    private final MirrorRebuild mirror;
    private final SeatFinder finder;

    Reserving(
            SaleCatalogue catalogue,
            AdmissionTokens admissions,
            HoldStore holds,
            MirrorRebuild mirror,
            SeatFinder finder) {
        this.catalogue = catalogue;
        this.admissions = admissions;
        this.holds = holds;
        this.mirror = mirror;
        this.finder = finder;
    }

    HoldResult reserve(Reservation reservation) {
        var wish = reservation.wish();
        var sale = catalogue.find(wish.event()).orElse(null);
        if (sale == null || !finder.exists(sale, wish)) {
            return new NoSuchSeats();
        }
        if (wish.quantity() > sale.maxPerBooking()) {
            return new TooManyForOneBooking(sale.maxPerBooking());
        }
        if (!sale.isPublished()) {
            return new NotOnSale();
        }
        var admission = admissions.admissionOf(reservation.admissionToken(), reservation.subject(), sale.id());
        var attempt = new Attempt(finder.newKey(), reservation, admission.orElse(null), sale);
        return reserveInRedis(attempt).orElseGet(() -> reserveWithoutRedis(attempt));
    }

    /// Whether an operator has switched the waiting room off is known to Redis alone: without it, the catalogue
    /// decides.
    private HoldResult reserveWithoutRedis(Attempt attempt) {
        return attempt.sale().waitingRoom() == WaitingRoom.ON && attempt.admission() == null
                ? new AdmissionRequired()
                : finder.unguaranteed(attempt);
    }

    /// Empty when Redis is out.
    private Optional<HoldResult> reserveInRedis(Attempt attempt) {
        if (!mirror.catchUpAfterOutage(attempt.sale().id())) {
            return Optional.empty();
        }
        return switch (attempt.reservation().wish()) {
            case SeatWish.Listed(var _, var ordinals) ->
                loaded(attempt, () -> holds.take(attempt, new Proposals(List.of(ordinals), true)))
                        .map(answer -> read(answer, attempt));
            case SeatWish.Best best -> bestAvailable(attempt, best);
        };
    }

    private Optional<HoldResult> bestAvailable(Attempt attempt, SeatWish.Best best) {
        for (var round = 0; round < finder.tries(); round++) {
            var found = finder.propose(attempt.sale(), best, round > 0);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var alternatives = found.get();
            if (alternatives.isEmpty()) {
                break;
            }
            var answer = loaded(attempt, () -> holds.take(attempt, new Proposals(alternatives, false)));
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            var result = read(answer.get(), attempt);
            if (result instanceof Held held) {
                finder.remember(held.hold());
            }
            if (!(result instanceof SeatsTaken)) {
                return Optional.of(result);
            }
        }
        // Others were quicker each time, or the picture was too old: Redis looks seat by seat.
        return loaded(attempt, () -> holds.search(attempt, finder.rows(attempt.sale(), best)))
                .map(answer -> read(answer, attempt));
    }

    /// Asks again once the mirror is there, if Redis says that it is not.
    private Optional<List<String>> loaded(Attempt attempt, Supplier<Optional<List<String>>> question) {
        for (var rebuilds = 0; ; rebuilds++) {
            var answer = question.get();
            if (answer.isEmpty() || !answer.get().getFirst().equals("NOT_LOADED")) {
                return answer;
            }
            if (rebuilds == MAX_REBUILDS || !mirror.load(attempt.sale().id())) {
                return Optional.empty();
            }
        }
    }

    private HoldResult read(List<String> answer, Attempt attempt) {
        if (answer.getFirst().equals("REPLAYED")) {
            return new Replayed(read(answer.subList(1, answer.size()), attempt));
        }
        var sale = attempt.sale();
        return switch (answer.getFirst()) {
            case "HELD" -> new Held(heldSince(answer, attempt), sale);
            case "TAKEN" -> new SeatsTaken(ordinals(answer.subList(1, answer.size())));
            case "LIMIT" -> new TooManyForCustomer(sale.maxPerCustomer(), Integer.parseInt(answer.get(1)));
            case "SOLD_OUT" -> new SoldOut();
            case "NOT_ON_SALE" -> new NotOnSale();
            case "ADMISSION" -> new AdmissionRequired();
            case "KEY_REUSED" -> new KeyReused();
            default -> throw new IllegalStateException("reserve.lua answered " + answer);
        };
    }

    private Hold heldSince(List<String> words, Attempt attempt) {
        var deadline = Instant.ofEpochMilli(Long.parseLong(words.get(1)));
        return finder.hold(attempt, words.get(2), deadline, ordinals(words.subList(3, words.size())));
    }

    private static List<Integer> ordinals(List<String> words) {
        return words.stream().map(Integer::valueOf).distinct().sorted().toList();
    }
}
