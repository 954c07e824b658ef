package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuoteService;
import dev.boxoffice.booking.booking.entitlement.TicketRefundService;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.booking.rescheduling.Rescheduling.Answer;
import dev.boxoffice.booking.booking.rescheduling.ReschedulingRepository;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// B8: a buyer accepts the new date, or has all of their money back, whatever the refund policy says.
@Service
class ReschedulingAnswerService {

    private final ReschedulingRepository reschedulings;
    private final BookingMoneyRepository money;
    private final TicketRefundQuoteService quotes;
    private final TicketRefundService refunds;

    ReschedulingAnswerService(
            ReschedulingRepository reschedulings,
            BookingMoneyRepository money,
            TicketRefundQuoteService quotes,
            TicketRefundService refunds) {
        this.reschedulings = reschedulings;
        this.money = money;
        this.quotes = quotes;
        this.refunds = refunds;
    }

    /// Money goes back for what is the buyer's own. Whoever gets a ticket back that was another's asks once more.
    /// Empty where there is nothing to answer any more, or nothing to give back.
    @Transactional
    public Optional<Booking> answer(Booking seen, Answer answer, Instant now) {
        var booking = money.lock(seen.event(), seen.id()).orElseThrow();
        var rescheduling = reschedulings.find(booking).orElse(null);
        if (rescheduling == null) {
            return Optional.empty();
        }
        money.lockTickets(booking);
        var found = money.find(booking);
        var isSaidAgain = rescheduling.answer() == answer;
        var isNews = answer == Answer.REFUND ? !found.returnable().isEmpty() : !isSaidAgain;
        if (!isNews || !rescheduling.isOpenTo(answer, now) || !booking.status().isPaid()) {
            return isSaidAgain ? Optional.of(booking) : Optional.empty();
        }
        reschedulings.answer(booking, rescheduling, answer, now);
        if (answer == Answer.REFUND) {
            refunds.takeBack(
                    found,
                    quotes.whole(found, found.returnable()),
                    CancelReason.RESCHEDULED,
                    RefundRequestedBy.NOBODY,
                    now);
        }
        return money.lock(seen.event(), seen.id());
    }
}
