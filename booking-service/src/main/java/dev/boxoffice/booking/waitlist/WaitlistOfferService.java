package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.active.OfferDecline;
import dev.boxoffice.booking.waitlist.WaitlistSeatService.Offerable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Offers the seats that are kept, and the tickets that are for resale, to those who wait: the first who can sit
/// there gets them. What suits nobody goes on sale, unless it is somebody's ticket.
@Service
class WaitlistOfferService implements OfferDecline {

    /// What becomes of joining a waitlist.
    sealed interface JoinResult {

        /// @param entry a new one, or the one that they have
        record Waits(WaitlistEntry entry) implements JoinResult {}

        record WaitsForSomethingElse() implements JoinResult {}

        /// What they own and what they want is more than one customer may have.
        ///
        /// @param has how many they own
        record TooManyForCustomer(int has) implements JoinResult {}
    }

    enum LeaveResult {
        LEFT,
        NOT_WAITING,
        IN_PAYMENT
    }

    private final WaitlistRepository entries;
    private final WaitlistSeatService seats;
    private final WaitlistHoldService holds;
    private final SaleCatalogueService catalogue;

    WaitlistOfferService(
            WaitlistRepository entries,
            WaitlistSeatService seats,
            WaitlistHoldService holds,
            SaleCatalogueService catalogue) {
        this.entries = entries;
        this.seats = seats;
        this.holds = holds;
        this.catalogue = catalogue;
    }

    /// Whoever waits already keeps their place, also where they own too many by now: they may give some back.
    ///
    /// @param mostOwned how many a customer may have
    @Transactional
    public JoinResult join(WaitlistEntry wanted, int mostOwned, Instant now) {
        var attempt = entries.insert(wanted, mostOwned, now);
        var entry = entries.find(wanted.event(), wanted.subject(), now);
        if (!attempt.isWithin(mostOwned) && !entry.map(WaitlistEntry::isOpen).orElse(false)) {
            return new JoinResult.TooManyForCustomer(attempt.owned());
        }
        return entry.filter(it -> attempt.isNew() || it.wants(wanted))
                .<JoinResult>map(JoinResult.Waits::new)
                .orElseGet(JoinResult.WaitsForSomethingElse::new);
    }

    /// @param lapsedBefore offers that ended before it are over for good
    @Transactional
    public void serve(UUID event, Instant lapsedBefore, int most, Instant now) {
        entries.lock(event);
        seats.lock(event);
        endOffers(event, lapsedBefore, now);
        var offerable = seats.findOfferable(event);
        var sale = catalogue.findAnew(event).orElse(null);
        if (sale != null && sale.isPostponed()) {
            return; // who waits keeps their place until there is a date
        }
        if (sale == null || !sale.isSellable() || !sale.sales().contains(now)) {
            entries.endAll(event);
        } else if (!offerable.isEmpty()) {
            offer(offerable, sale, most, now);
        }
        seats.leave(event, offerable, now);
    }

    /// Whoever was offered a ticket that its owner has used after all waits on, where they stood.
    private void endOffers(UUID event, Instant lapsedBefore, Instant now) {
        var over = entries.endOffers(event, lapsedBefore);
        if (!over.isEmpty()) {
            seats.takeBack(event, over);
        }
        var disappointed = seats.endOutdated(event, now);
        if (!disappointed.isEmpty()) {
            entries.waitOn(event, disappointed);
            seats.takeBack(event, disappointed);
        }
    }

    private void offer(Offerable offerable, EventSale sale, int most, Instant now) {
        for (var party : entries.findWaiting(sale.id(), sale.maxPerCustomer(), most, now)) {
            find(offerable, party, sale).ifPresent(some -> {
                offerable.remove(some);
                seats.offer(sale.id(), party.id(), some);
                var offered = holds.hold(party, sale, some, now);
                entries.offer(party, offered.hold(), offered.id());
            });
            if (offerable.isEmpty()) {
                return;
            }
        }
    }

    /// Of what is free first: nobody waits for its money.
    private Optional<List<Integer>> find(Offerable offerable, WaitlistEntry party, EventSale sale) {
        return SeatMatch.find(sale.layout(), offerable.kept(), party, some -> holds.isSellable(party, sale, some))
                .or(() -> SeatMatch.find(
                        sale.layout(), offerable.allFor(party), party, some -> holds.isSellable(party, sale, some)));
    }

    /// Whoever gives their offer back waits no more.
    @Override
    @Transactional
    public boolean decline(Hold hold, String subject) {
        entries.lock(hold.event());
        seats.lockOffered(hold.event(), hold.ordinals());
        var left = entries.leaveOffer(hold, subject);
        left.ifPresent(entry -> seats.takeBack(hold.event(), List.of(entry)));
        return left.isPresent();
    }

    /// Seats that were offered to whoever leaves are kept for the next.
    @Transactional
    public LeaveResult leave(UUID event, String subject, Instant now) {
        entries.lock(event);
        var entry = entries.find(event, subject, now).filter(WaitlistEntry::isOpen);
        if (entry.isEmpty()) {
            return LeaveResult.NOT_WAITING;
        }
        seats.lockOffered(event, entry.get().ordinals());
        if (!entries.leave(entry.get())) {
            return LeaveResult.IN_PAYMENT;
        }
        seats.takeBack(event, List.of(entry.get().id()));
        return LeaveResult.LEFT;
    }
}
