package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuote;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuoteService;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/// Says what goes back, and why: of a cancelled event everything that was paid, whoever asks for it first; else what
/// the policy says. Postgres says whether it is cancelled, as what is remembered of an event may be older.
@Service
class CancellationTermsService {

    record Terms(CancelReason reason, TicketRefundQuote quote) {}

    private final EventCancellationRepository events;
    private final TicketRefundQuoteService quotes;

    CancellationTermsService(EventCancellationRepository events, TicketRefundQuoteService quotes) {
        this.events = events;
        this.quotes = quotes;
    }

    /// For the tickets that a buyer gives back.
    Terms of(BookingMoney money, List<Integer> ordinals, Instant now) {
        return events.isCancelled(money.booking().event()) ? ofEvent(money, ordinals) : ofPolicy(money, ordinals, now);
    }

    /// For all that can be given back. Tickets that somebody has gone in with are left out, unless the organiser of
    /// the cancelled event includes them.
    Terms ofAll(BookingMoney money, Instant now) {
        return events.includesUsed(money.booking().event())
                .map(includesUsed -> ofEvent(money, includesUsed ? money.kept() : money.unused()))
                .orElseGet(() -> ofPolicy(money, money.returnable(), now));
    }

    private Terms ofEvent(BookingMoney money, List<Integer> ordinals) {
        return new Terms(CancelReason.EVENT_CANCELLED, quotes.whole(money, ordinals));
    }

    private Terms ofPolicy(BookingMoney money, List<Integer> ordinals, Instant now) {
        return new Terms(CancelReason.CUSTOMER, quotes.quote(money, ordinals, now));
    }
}
