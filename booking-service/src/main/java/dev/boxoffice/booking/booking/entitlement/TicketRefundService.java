package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.ledger.LedgerEntryKind;
import dev.boxoffice.booking.booking.ledger.LedgerRepository;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.booking.refund.TicketReturnService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes tickets back and has their money follow, in a booking that the caller has locked.
@Service
public class TicketRefundService {

    private final TicketReturnService tickets;
    private final RefundRepository refunds;
    private final LedgerRepository ledger;

    TicketRefundService(TicketReturnService tickets, RefundRepository refunds, LedgerRepository ledger) {
        this.tickets = tickets;
        this.refunds = refunds;
        this.ledger = ledger;
    }

    /// @return the refund that is due now; empty where nothing goes back
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> takeBack(
            BookingMoney before, TicketRefundQuote quote, CancelReason reason, RefundRequestedBy by, Instant now) {
        var booking = before.booking();
        var refund = promise(before, quote.refund(), reason.name(), by, now);
        var kept = kept(before, quote);
        if (kept > 0 && booking.attempt().intent() != null) {
            var reference = refund.map(UUID::toString)
                    .orElseGet(() -> TimeOrderedId.next().toString());
            ledger.append(booking, LedgerEntryKind.KEPT, intentOf(booking), reference, before.money(kept), now);
        }
        tickets.takeBack(before, quote.ordinals(), quote.terms(), reason, now);
        return refund;
    }

    /// What stays with the organiser for these tickets: never more than is left of the payment, some of which may have
    /// gone back for none of its tickets.
    private long kept(BookingMoney before, TicketRefundQuote quote) {
        var byPolicy =
                quote.kept().stream().mapToLong(line -> line.amount().amount()).sum();
        var left = before.left() - quote.refund().amount() - ledger.kept(before.booking());
        return Math.clamp(byPolicy, 0, Math.max(0, left));
    }

    /// Money back, whatever becomes of the tickets.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> promise(BookingMoney before, Money amount, String reason, RefundRequestedBy by, Instant now) {
        return amount.amount() == 0
                ? Optional.empty()
                : Optional.of(refunds.insertDue(before.booking(), intentOf(before.booking()), amount, reason, by, now));
    }

    private static String intentOf(Booking booking) {
        return Objects.requireNonNull(booking.attempt().intent(), "what was paid has a payment");
    }
}
