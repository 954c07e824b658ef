package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.ledger.LedgerEntryKind;
import dev.boxoffice.booking.booking.ledger.LedgerRepository;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundMessagePublisher;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Enters refunds that people decide on: for Stripe to make, or as paid past it.
@Service
class RefundEntryService {

    private static final String REASON = CancelReason.ORGANIZER.name();

    private final RefundRepository refunds;
    private final LedgerRepository ledger;
    private final RefundMessagePublisher messages;
    private final AuditRepository audit;

    RefundEntryService(
            RefundRepository refunds, LedgerRepository ledger, RefundMessagePublisher messages, AuditRepository audit) {
        this.audit = audit;
        this.refunds = refunds;
        this.ledger = ledger;
        this.messages = messages;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public UUID insert(
            Booking booking, String intent, Money amount, boolean isElsewhere, RefundRequestedBy by, Instant now) {
        audit.append(AuditEntry.within(
                booking.event(),
                "REFUND_MADE",
                "booking",
                booking.id().toString(),
                booking.buyer(),
                Map.of("amount", amount, "elsewhere", isElsewhere)));
        if (!isElsewhere) {
            return refunds.insertDue(booking, intent, amount, REASON, by, now);
        }
        // Stripe has the money still, and the buyer has it, too: the ledger says so, and its balance stays Stripe's.
        var made = refunds.insertPaid(booking, intent, amount, REASON, by, now);
        var paid = new Money(-amount.amount(), amount.currency());
        ledger.append(booking, LedgerEntryKind.ELSEWHERE, intent, made.toString(), paid, now);
        messages.refundSucceeded(booking, read(booking, made)); // the desk's case of it is over
        return made;
    }

    BookingRefund read(Booking booking, UUID refund) {
        return refunds.find(booking.event(), refund).orElseThrow();
    }

    /// What people have given back of a booking so far.
    long sumOfPeople(Booking booking) {
        return refunds.sumRequestedByPeople(booking);
    }
}
