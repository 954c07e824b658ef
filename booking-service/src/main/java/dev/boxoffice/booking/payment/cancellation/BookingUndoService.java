package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuoteService;
import dev.boxoffice.booking.booking.entitlement.TicketRefundService;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Undoes a paid booking in one transaction, so that a crash at any step leaves it to be done, or done.
@Service
class BookingUndoService {

    private final CancellationItemRepository items;
    private final BookingMoneyRepository money;
    private final TicketRefundQuoteService quotes;
    private final TicketRefundService refunds;
    private final BuyerMailPublisher mails;

    BookingUndoService(
            CancellationItemRepository items,
            BookingMoneyRepository money,
            TicketRefundQuoteService quotes,
            TicketRefundService refunds,
            BuyerMailPublisher mails) {
        this.items = items;
        this.money = money;
        this.quotes = quotes;
        this.refunds = refunds;
        this.mails = mails;
    }

    /// Of a cancelled event everything goes back that was paid, but for tickets that somebody has gone in with, unless
    /// its organiser includes them; of a buyer's own cancellation, what the policy says.
    ///
    /// @return false while its payment is under way
    @Transactional
    public boolean undo(CancellationItem item, Instant now) {
        var booking = money.lock(item.event(), item.booking()).orElseThrow();
        if (booking.status().isInFlight()) {
            return false;
        }
        if (booking.status().isPaid()) {
            money.lockTickets(booking);
            var found = money.find(booking);
            var quote = item.reason() == CancelReason.EVENT_CANCELLED
                    ? quotes.whole(found, item.includesUsed() ? found.kept() : found.unused())
                    : quotes.quote(found, found.returnable(), now);
            refunds.takeBack(found, quote, item.reason(), RefundRequestedBy.NOBODY, now);
            if (item.reason() == CancelReason.EVENT_CANCELLED) {
                mails.eventCancelled(booking, quote.refund());
            } else if (!quote.ordinals().isEmpty()) { // paid after its buyer had cancelled
                mails.ticketsReturned(
                        booking, quote.ordinals().size() == found.kept().size());
            }
        }
        items.done(item);
        return true;
    }
}
