package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuoteService;
import dev.boxoffice.booking.booking.entitlement.TicketRefundService;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Undoes a booking whose event does not take place: in one transaction, so that a crash at any step leaves it to be
/// done or done.
@Service
class EventCancellationService {

    private final EventCancellationRepository items;
    private final BookingMoneyRepository money;
    private final TicketRefundQuoteService quotes;
    private final TicketRefundService refunds;

    EventCancellationService(
            EventCancellationRepository items,
            BookingMoneyRepository money,
            TicketRefundQuoteService quotes,
            TicketRefundService refunds) {
        this.items = items;
        this.money = money;
        this.quotes = quotes;
        this.refunds = refunds;
    }

    /// Everything that was paid goes back, but for tickets that somebody has gone in with.
    @Transactional
    public void undo(EventCancellationItem item, Instant now) {
        var booking = money.lock(item.event(), item.booking()).orElseThrow();
        if (booking.status().isPaid()) {
            money.lockTickets(booking);
            var found = money.find(booking);
            refunds.takeBack(
                    found,
                    quotes.whole(found, found.unused()),
                    CancelReason.EVENT_CANCELLED,
                    RefundRequestedBy.NOBODY,
                    now);
        }
        items.done(item);
    }
}
