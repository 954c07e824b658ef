package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuoteService;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.TicketReturnService;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.ExceedsLimit;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.ExceedsPayment;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.Made;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.NotPaid;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.booking.booking.ledger.LedgerEntryKind;
import dev.boxoffice.booking.booking.ledger.LedgerRepository;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// A person of the event's organizer or of the desk gives money back, whatever the policy says: never more than is left
/// of the payment.
@Service
class BookingRefundService {

    /// @param isElsewhere whether it was paid past Stripe already, and is only recorded
    /// @param agentLimit most that this person may give back of a booking; null for all of it
    record Wish(
            List<Integer> ordinals,
            @Nullable Money amount,
            boolean takesTicketsBack,
            boolean isElsewhere,
            RefundRequestedBy by,
            @Nullable Long agentLimit) {}

    private static final ReturnTerms VOID_WHOLE =
            new ReturnTerms(TicketStatus.VOID, ReturnTerms.ALL, ReturnTerms.Fees.ALL);

    private final BookingMoneyRepository money;
    private final TicketRefundQuoteService quotes;
    private final TicketReturnService tickets;
    private final RefundRepository refunds;
    private final LedgerRepository ledger;

    BookingRefundService(
            BookingMoneyRepository money,
            TicketRefundQuoteService quotes,
            TicketReturnService tickets,
            RefundRepository refunds,
            LedgerRepository ledger) {
        this.money = money;
        this.quotes = quotes;
        this.tickets = tickets;
        this.refunds = refunds;
        this.ledger = ledger;
    }

    /// The booking is locked first: of many who ask at the same time, each sees what the others have taken.
    @Transactional
    public BookingRefundResult refund(Booking seen, Wish wish, Instant now) {
        var booking = money.lock(seen.event(), seen.id()).orElseThrow();
        money.lockTickets(booking);
        var found = money.find(booking);
        if (found.captured() == 0) {
            return new NotPaid(booking.status());
        }
        var owed = owedStill(found, wish);
        var amount = wish.amount() == null ? wholeOf(found, wish, owed) : wish.amount();
        var left = found.money(found.left() + owed);
        if (amount.amount() < 1 || amount.amount() > left.amount()) {
            return new ExceedsPayment(left);
        }
        if (wish.agentLimit() != null && refunds.sumRequestedByPeople(booking) + amount.amount() > wish.agentLimit()) {
            return new ExceedsLimit(found.money(wish.agentLimit()));
        }
        if (!replace(found, wish, amount.amount(), now)) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return new ExceedsPayment(found.money(found.left()));
        }
        var made = wish.isElsewhere() ? recordPaid(booking, amount, wish.by(), now) : due(booking, amount, wish, now);
        takeBack(found, wish, now);
        tickets.settle(booking, null, now);
        return new Made(refunds.find(booking.event(), made).orElseThrow());
    }

    /// What came to nothing and may be given again.
    private static long owedStill(BookingMoney found, Wish wish) {
        return replaceable(found, wish)
                .mapToLong(refund -> refund.amount().amount())
                .sum();
    }

    /// M3: what has failed; and, where it was paid another way, what Stripe keeps refusing.
    private static Stream<BookingRefund> replaceable(BookingMoney found, Wish wish) {
        return found.refunds().stream()
                .filter(refund -> !refund.isWhole())
                .filter(refund -> (refund.status() == RefundStatus.FAILED && refund.isOwed())
                        || (wish.isElsewhere()
                                && refund.status() == RefundStatus.DUE
                                && refund.failureCode() != null));
    }

    /// A new refund stands for what had come to nothing.
    ///
    /// @return false where one of them is being sent to Stripe at this moment
    private boolean replace(BookingMoney found, Wish wish, long amount, Instant now) {
        var open = amount;
        for (var replaced : replaceable(found, wish).toList()) {
            if (open >= replaced.amount().amount()) {
                open -= replaced.amount().amount();
                if (replaced.status() == RefundStatus.FAILED) {
                    refunds.replace(replaced);
                } else if (!refunds.closeParked(replaced, now)) {
                    return false;
                }
            }
        }
        return open <= found.left();
    }

    private Money wholeOf(BookingMoney found, Wish wish, long owed) {
        var kept = wish.ordinals().stream().filter(found.kept()::contains).toList();
        return kept.isEmpty() ? found.money(owed) : quotes.whole(found, kept).refund();
    }

    private UUID due(Booking booking, Money amount, Wish wish, Instant now) {
        return refunds.insertDue(booking, intentOf(booking), amount, CancelReason.ORGANIZER.name(), wish.by(), now);
    }

    /// Stripe has the money still, and the buyer has it, too: the ledger says so, and its balance stays Stripe's.
    private UUID recordPaid(Booking booking, Money amount, RefundRequestedBy by, Instant now) {
        var intent = intentOf(booking);
        var made = refunds.insertPaid(booking, intent, amount, CancelReason.ORGANIZER.name(), by, now);
        var paid = new Money(-amount.amount(), amount.currency());
        ledger.append(booking, LedgerEntryKind.ELSEWHERE, intent, made.toString(), paid, now);
        return made;
    }

    private void takeBack(BookingMoney found, BookingRefundService.Wish wish, Instant now) {
        if (wish.takesTicketsBack() && found.booking().status() != BookingStatus.CANCELLED) {
            var wanted = wish.ordinals().isEmpty() ? found.kept() : wish.ordinals();
            var ordinals = wanted.stream().filter(found.kept()::contains).toList();
            var terms = wish.amount() == null ? VOID_WHOLE : ReturnTerms.VOID;
            tickets.takeBack(found, ordinals, terms, CancelReason.ORGANIZER, now);
        }
    }

    private static String intentOf(Booking booking) {
        return Objects.requireNonNull(booking.attempt().intent(), "what was paid has a payment");
    }
}
