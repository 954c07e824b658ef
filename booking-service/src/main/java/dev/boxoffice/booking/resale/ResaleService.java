package dev.boxoffice.booking.resale;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingChangePublisher;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.booking.resale.ResaleRepository;
import dev.boxoffice.booking.booking.resale.ResaleState;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.resale.ResaleResult.Closed;
import dev.boxoffice.booking.resale.ResaleResult.Done;
import dev.boxoffice.booking.resale.ResaleResult.Needed;
import dev.boxoffice.booking.resale.ResaleResult.NoSuchTicket;
import dev.boxoffice.booking.resale.ResaleResult.NotConfirmed;
import dev.boxoffice.booking.resale.ResaleResult.OnOffer;
import dev.boxoffice.booking.resale.ResaleResult.Reason;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A buyer lists tickets, to have their money back if somebody on the waitlist buys them. Until that is paid they
/// stay the buyer's, and open the door.
@Service
class ResaleService {

    private final ResaleRepository resales;
    private final BookingMoneyRepository money;
    private final SaleCatalogueService catalogue;
    private final BookingChangePublisher changes;
    private final AuditRepository audit;

    ResaleService(
            ResaleRepository resales,
            BookingMoneyRepository money,
            SaleCatalogueService catalogue,
            BookingChangePublisher changes,
            AuditRepository audit) {
        this.resales = resales;
        this.money = money;
        this.catalogue = catalogue;
        this.changes = changes;
        this.audit = audit;
    }

    /// Listed again it is the same answer.
    ///
    /// @param wanted ordinals; null for all that the buyer has and nobody has gone in with
    @Transactional
    public ResaleResult list(Booking seen, @Nullable List<Integer> wanted, Instant now) {
        var found = lock(seen);
        var booking = found.booking();
        var ordinals = wanted == null ? found.returnable() : wanted;
        var refusal = refusal(found, ordinals, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var forResale = new HashSet<>(resales.find(booking).keySet());
        forResale.addAll(ordinals);
        var need = needLost(found, forResale);
        if (need.isPresent()) {
            return need.get();
        }
        resales.endOutdated(booking, ordinals, now);
        note("TICKETS_LISTED", booking, resales.list(booking, ordinals, now));
        return new Done(booking);
    }

    /// What is not listed is not listed.
    ///
    /// @param wanted ordinals; null for all that are listed
    @Transactional
    public ResaleResult withdraw(Booking seen, @Nullable List<Integer> wanted, Instant now) {
        var found = lock(seen);
        var booking = found.booking();
        var ordinals = wanted == null ? booking.ordinals() : wanted;
        if (!booking.ordinals().containsAll(ordinals)) {
            return new NoSuchTicket();
        }
        var states = resales.find(booking);
        var offered = ordinals.stream()
                .filter(ordinal -> states.get(ordinal) == ResaleState.OFFERED)
                .toList();
        if (!offered.isEmpty()) {
            return new OnOffer(offered);
        }
        var forResale = new HashSet<>(states.keySet());
        forResale.removeAll(ordinals);
        var need = needLost(found, forResale);
        if (need.isPresent() && needLost(found, states.keySet()).isEmpty()) { // not lost before
            return need.get();
        }
        note("TICKETS_UNLISTED", booking, resales.withdraw(booking, ordinals, now));
        return new Done(booking);
    }

    private BookingMoney lock(Booking seen) {
        var booking = money.lock(seen.event(), seen.id()).orElseThrow();
        resales.lock(booking.event(), booking.ordinals());
        return money.find(booking);
    }

    private Optional<ResaleResult> refusal(BookingMoney found, List<Integer> ordinals, Instant now) {
        var booking = found.booking();
        if (!booking.ordinals().containsAll(ordinals)) {
            return Optional.of(new NoSuchTicket());
        }
        if (booking.status().isInFlight()
                || (found.captured() == 0 && !booking.status().isPaid())) {
            return Optional.of(new NotConfirmed(booking.status()));
        }
        return saleRefusal(catalogue.find(booking.event()).orElseThrow(), now)
                .or(() -> ticketRefusal(found, ordinals))
                .map(Closed::new);
    }

    /// All that is for resale may be sold.
    private Optional<ResaleResult> needLost(BookingMoney found, Set<Integer> forResale) {
        var sale = catalogue.find(found.booking().event()).orElseThrow();
        return found.needLost(sale, forResale).map(Needed::new);
    }

    private static Optional<Reason> saleRefusal(EventSale sale, Instant now) {
        if (sale.status() == EventSale.Status.CANCELLED || sale.hasStarted(now)) {
            return Optional.of(Reason.EVENT_OVER);
        }
        var until = sale.sales().until();
        return until != null && !now.isBefore(until) ? Optional.of(Reason.SALES_ENDED) : Optional.empty();
    }

    private static Optional<Reason> ticketRefusal(BookingMoney found, List<Integer> ordinals) {
        var statuses = ordinals.stream().map(found::statusOf).toList();
        if (statuses.contains(TicketStatus.RETURNED) || statuses.contains(TicketStatus.VOID) || ordinals.isEmpty()) {
            return Optional.of(Reason.RETURNED);
        }
        if (statuses.contains(TicketStatus.TRANSFERRED)) {
            return Optional.of(Reason.TRANSFERRED);
        }
        return statuses.contains(TicketStatus.USED) ? Optional.of(Reason.USED) : Optional.empty();
    }

    private void note(String action, Booking booking, List<Integer> ordinals) {
        if (ordinals.isEmpty()) {
            return;
        }
        audit.append(AuditEntry.within(
                booking.event(),
                action,
                "booking",
                booking.id().toString(),
                booking.buyer(),
                Map.of("ordinals", ordinals)));
        changes.publishChanged(booking.id());
    }
}
