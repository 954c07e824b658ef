package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SeatLayout.Section;
import dev.boxoffice.booking.hold.HoldResult.Held;
import dev.boxoffice.booking.hold.HoldResult.NotOnSale;
import dev.boxoffice.booking.hold.HoldResult.SoldOut;
import dev.boxoffice.booking.hold.HoldStore.Attempt;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/// Turns a wish into seats, and seats into a hold.
@Component
class SeatFinder {

    private final SeatViews views;
    private final HoldIds ids;
    private final HoldProperties properties;
    private final Clock clock;

    SeatFinder(SeatViews views, HoldIds ids, HoldProperties properties, Clock clock) {
        this.views = views;
        this.ids = ids;
        this.properties = properties;
        this.clock = clock;
    }

    String newKey() {
        return ids.newKey();
    }

    int tries() {
        return properties.bestAvailable().tries();
    }

    boolean exists(EventSale sale, SeatWish wish) {
        return switch (wish) {
            case SeatWish.Listed(var _, var ordinals) -> ordinals.stream().allMatch(sale.layout()::has);
            case SeatWish.Best best -> !sections(sale, best).isEmpty();
        };
    }

    /// Empty when Redis is out; an empty list when too few seats are free.
    Optional<List<List<Integer>>> propose(EventSale sale, SeatWish.Best best, boolean lookAgain) {
        var view = lookAgain ? views.fresh(sale.id()) : views.recent(sale.id());
        return view.map(
                seen -> search(sale, best, seen, properties.bestAvailable().alternatives()));
    }

    private static List<List<Integer>> search(EventSale sale, SeatWish.Best best, SeatView view, int alternatives) {
        return new BestSeats(sections(sale, best), view.taken(), best.quantity(), ThreadLocalRandom.current())
                .propose(alternatives);
    }

    void remember(Hold hold) {
        views.took(hold.event(), hold.ordinals());
    }

    List<Integer> rows(EventSale sale, SeatWish.Best best) {
        return SeatViews.rowsOf(sections(sale, best));
    }

    private static List<Section> sections(EventSale sale, SeatWish.Best best) {
        return sale.layout().sections().stream()
                .filter(section -> best.section() == null || best.section().equals(section.name()))
                .filter(section -> best.priceTier() == null
                        || best.priceTier().equals(sale.tierOfSection().get(section.name())))
                .toList();
    }

    Hold hold(Attempt attempt, String holdKey, Instant deadline, List<Integer> ordinals) {
        var reservation = attempt.reservation();
        return new Hold(attempt.sale().id(), holdKey, reservation.buyer(), ordinals, deadline, properties.ttl(), true);
    }

    /// Redis is out: the sale goes on, and Postgres will decide who of those who now think they hold a seat
    /// gets it.
    HoldResult unguaranteed(Attempt attempt) {
        var sale = attempt.sale();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!sale.sales().contains(now)) {
            return new NotOnSale();
        }
        var seats = switch (attempt.reservation().wish()) {
            case SeatWish.Listed(var _, var ordinals) -> ordinals;
            case SeatWish.Best best ->
                anyOf(search(
                        sale,
                        best,
                        views.withoutRedis(sale.id()),
                        properties.bestAvailable().alternatives()));
        };
        if (seats.isEmpty()) {
            return new SoldOut();
        }
        var hold = new Hold(
                sale.id(),
                attempt.holdKey(),
                attempt.reservation().buyer(),
                seats,
                now.plus(properties.ttl()),
                properties.ttl(),
                false);
        return new Held(hold, sale);
    }

    /// Not always the best one: nobody keeps buyers apart now, so they are spread.
    private static List<Integer> anyOf(List<List<Integer>> proposals) {
        return proposals.isEmpty()
                ? List.of()
                : proposals.get(ThreadLocalRandom.current().nextInt(proposals.size()));
    }
}
