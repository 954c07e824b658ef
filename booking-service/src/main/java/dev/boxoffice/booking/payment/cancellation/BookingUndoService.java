package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.CancelReason;
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
    private final CancellationTermsService terms;
    private final TicketRefundService refunds;
    private final BuyerMailPublisher mails;

    BookingUndoService(
            CancellationItemRepository items,
            BookingMoneyRepository money,
            CancellationTermsService terms,
            TicketRefundService refunds,
            BuyerMailPublisher mails) {
        this.items = items;
        this.money = money;
        this.terms = terms;
        this.refunds = refunds;
        this.mails = mails;
    }

    /// @return false while its payment is under way
    @Transactional
    public boolean undo(CancellationItem item, Instant now) {
        var booking = money.lock(item.event(), item.booking()).orElseThrow();
        if (booking.status().isInFlight()) {
            return false;
        }
        items.done(item, booking.status().isPaid() ? takeBack(booking, now) : item.reason());
        return true;
    }

    private CancelReason takeBack(Booking booking, Instant now) {
        money.lockTickets(booking);
        var found = money.find(booking);
        var agreed = terms.ofAll(found, now);
        var quote = agreed.quote();
        refunds.takeBack(found, quote, agreed.reason(), RefundRequestedBy.NOBODY, now);
        if (agreed.reason() == CancelReason.EVENT_CANCELLED) {
            mails.eventCancelled(booking, quote.refund());
        } else if (!quote.ordinals().isEmpty()) { // paid after its buyer had cancelled
            mails.ticketsReturned(
                    booking, quote.ordinals().size() == found.kept().size());
        }
        return agreed.reason();
    }
}
