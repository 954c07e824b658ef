package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.seats.TicketChange;
import dev.boxoffice.booking.seats.TicketState.Status;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Offers the seats that are kept to those who wait: the first who can sit there gets them, and what suits nobody
/// goes on sale.
@Service
class WaitlistOfferService {

    private final WaitlistRepository entries;
    private final KeptSeatRepository seats;
    private final WaitlistHoldService holds;
    private final SaleCatalogueService catalogue;
    private final BookingChangePublisher changes;

    WaitlistOfferService(
            WaitlistRepository entries,
            KeptSeatRepository seats,
            WaitlistHoldService holds,
            SaleCatalogueService catalogue,
            BookingChangePublisher changes) {
        this.entries = entries;
        this.seats = seats;
        this.holds = holds;
        this.catalogue = catalogue;
        this.changes = changes;
    }

    /// @return false where they wait already
    @Transactional
    public boolean join(WaitlistEntry entry, Instant now) {
        return entries.insert(entry, now);
    }

    /// @param lapsedBefore offers that ended before it are over for good
    @Transactional
    public void serve(UUID event, Instant lapsedBefore, int most, Instant now) {
        entries.lock(event);
        var over = entries.endOffers(event, lapsedBefore);
        if (!over.isEmpty()) {
            seats.takeBack(event, over);
        }
        var free = seats.lockKept(event);
        var sale = catalogue.find(event).orElse(null);
        if (sale != null && sale.isPostponed()) {
            return; // who waits keeps their place until there is a date
        }
        if (sale == null || !sale.isSellable() || !sale.sales().contains(now)) {
            entries.endAll(event);
        } else if (!free.isEmpty()) {
            offer(free, sale, most, now);
        }
        release(event, free.stream().boxed().toList(), now);
    }

    private void offer(BitSet free, EventSale sale, int most, Instant now) {
        for (var party : entries.findWaiting(sale.id(), most, now)) {
            var found = SeatMatch.find(sale.layout(), free, party, some -> holds.isSellable(party, sale, some));
            found.ifPresent(some -> {
                some.forEach(free::clear);
                seats.offer(sale.id(), party.id(), some);
                var offered = holds.hold(party, sale, some, now);
                entries.offer(party, offered.hold(), offered.id());
            });
            if (free.isEmpty()) {
                return;
            }
        }
    }

    private void release(UUID event, List<Integer> left, Instant now) {
        if (!left.isEmpty()) {
            seats.release(event, left, now)
                    .ifPresent(released -> changes.publishReturned(
                            new TicketChange(event, event, released.tickets().as(Status.AVAILABLE, null), null),
                            released.message()));
        }
    }

    /// Seats that were offered to whoever leaves are kept for the next.
    ///
    /// @return whether there was something to leave
    @Transactional
    public boolean leave(WaitlistEntry entry) {
        entries.lock(entry.event());
        var left = entries.leave(entry);
        seats.takeBack(entry.event(), List.of(entry.id()));
        return left;
    }
}
