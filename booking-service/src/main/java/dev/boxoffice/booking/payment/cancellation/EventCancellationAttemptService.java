package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.booking.booking.refund.TicketReturnService;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tries what of a cancelled event's refunds is parked once more, because a person says so.
@Service
class EventCancellationAttemptService {

    private final EventCancellationRepository items;
    private final BookingMoneyRepository money;
    private final RefundRepository refunds;
    private final TicketReturnService tickets;
    private final AuditRepository audit;

    EventCancellationAttemptService(
            EventCancellationRepository items,
            BookingMoneyRepository money,
            RefundRepository refunds,
            TicketReturnService tickets,
            AuditRepository audit) {
        this.audit = audit;
        this.items = items;
        this.money = money;
        this.refunds = refunds;
        this.tickets = tickets;
    }

    /// One transaction: a crash leaves all of it to be asked for again.
    @Transactional
    public void tryAgain(UUID event, RefundRequestedBy by, Instant now) {
        items.tryParkedAgain(event, now);
        audit.append(AuditEntry.ofEvent("REFUNDS_TRIED_AGAIN", event, Map.of()));
        items.findFailed(event).forEach(booking -> replaceFailed(event, booking, by, now));
    }

    /// A refund that failed stays in the sequence as it is; another stands for it, with a key of its own.
    private void replaceFailed(UUID event, UUID id, RefundRequestedBy by, Instant now) {
        var booking = money.lock(event, id).orElseThrow();
        for (var refund : money.find(booking).refunds()) {
            if (refund.status() == RefundStatus.FAILED && refund.isOwed() && !refund.isWhole()) {
                refunds.replace(refund);
                var again = by.forPlaces(refund.places());
                refunds.insertDue(booking, refund.intent(), refund.amount(), refund.reason(), again, now);
            }
        }
        tickets.settle(booking, null, now);
    }
}
