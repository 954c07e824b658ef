package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.entitlement.TicketRefundService;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.payment.cancellation.BookingCancellationResult.Cancelled;
import dev.boxoffice.booking.payment.cancellation.BookingCancellationResult.Quoted;
import dev.boxoffice.booking.payment.cancellation.BookingCancellationResult.RefundChanged;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A buyer gives tickets back: until the event starts, and those that nobody has gone in with.
@Service
class BookingCancellationService {

    private final BookingMoneyRepository money;
    private final CancellationTermsService terms;
    private final TicketRefundService refunds;
    private final CancellationRefusalService refusals;
    private final BuyerMailPublisher mails;

    BookingCancellationService(
            BookingMoneyRepository money,
            CancellationTermsService terms,
            TicketRefundService refunds,
            CancellationRefusalService refusals,
            BuyerMailPublisher mails) {
        this.money = money;
        this.terms = terms;
        this.refunds = refunds;
        this.refusals = refusals;
        this.mails = mails;
    }

    /// @param wanted ordinals; null for all that the booking still has
    BookingCancellationResult preview(Booking booking, @Nullable List<Integer> wanted, Instant now) {
        var found = money.find(booking);
        var ordinals = wanted == null ? found.ofBuyer() : wanted;
        return refusals.refusal(found, ordinals, now)
                .orElseGet(
                        () -> new Quoted(booking, terms.of(found, ordinals, now).quote()));
    }

    /// Asked again for what was given back before, it is the same answer.
    ///
    /// @param expected what the buyer has agreed to; null where they agree to whatever it is
    @Transactional
    public BookingCancellationResult cancel(
            Booking seen, @Nullable List<Integer> wanted, @Nullable Money expected, Instant now) {
        var booking = money.lock(seen.event(), seen.id()).orElseThrow();
        money.lockTickets(booking);
        var found = money.find(booking);
        var ordinals = wanted == null ? found.ofBuyer() : wanted;
        if (booking.status() == BookingStatus.CANCELLED
                || booking.status() == BookingStatus.REFUNDED
                || isGivenBack(found, ordinals)) {
            return new Cancelled(booking);
        }
        var refusal = refusals.refusal(found, ordinals, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var agreed = terms.of(found, ordinals, now);
        var quote = agreed.quote();
        if (expected != null && !expected.equals(quote.refund())) {
            return new RefundChanged(quote);
        }
        refunds.takeBack(found, quote, agreed.reason(), RefundRequestedBy.NOBODY, now);
        var isAll = ordinals.size() == found.kept().size();
        if (isAll && agreed.reason() == CancelReason.EVENT_CANCELLED) { // nothing is left for the event's own work
            mails.eventCancelled(booking, quote.refund());
        } else {
            mails.ticketsReturned(booking, isAll);
        }
        return new Cancelled(money.lock(seen.event(), seen.id()).orElseThrow());
    }

    private static boolean isGivenBack(BookingMoney money, List<Integer> ordinals) {
        var gone = money.returned().stream().map(ticket -> ticket.ordinal()).toList();
        return !gone.isEmpty() && gone.containsAll(ordinals);
    }
}
