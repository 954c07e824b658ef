package dev.boxoffice.booking.payment.refund;

import java.util.Map;
import dev.boxoffice.platform.audit.AuditEntry;
import dev.boxoffice.platform.audit.AuditRepository;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A person of the event's organizer or of the desk gives money back, whatever the policy says: never more than is left
/// of the payment.
@Service
class BookingRefundService {

    /// @param agentLimit most that this person may give back of a booking; null for all of it
    record Wish(
            List<Integer> ordinals,
            @Nullable Money amount,
            boolean takesTicketsBack,
            RefundRequestedBy by,
            @Nullable Long agentLimit) {}

    private static final ReturnTerms VOID_WHOLE =
            new ReturnTerms(TicketStatus.VOID, ReturnTerms.ALL, ReturnTerms.Fees.ALL);

    private final BookingMoneyRepository money;
    private final TicketRefundQuoteService quotes;
    private final TicketReturnService tickets;
    private final RefundRepository refunds;
    private final AuditRepository audit;

    BookingRefundService(
            BookingMoneyRepository money,
            TicketRefundQuoteService quotes,
            TicketReturnService tickets,
            RefundRepository refunds,
            AuditRepository audit) {
        this.audit = audit;
        this.money = money;
        this.quotes = quotes;
        this.tickets = tickets;
        this.refunds = refunds;
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
        var owed = owedStill(found);
        var amount = wish.amount() == null ? wholeOf(found, wish.ordinals()) : wish.amount();
        var left = found.money(found.left() + owed);
        if (amount.amount() < 1 || amount.amount() > left.amount()) {
            return new ExceedsPayment(left);
        }
        if (wish.agentLimit() != null && refunds.sumRequestedByPeople(booking) + amount.amount() > wish.agentLimit()) {
            return new ExceedsLimit(found.money(wish.agentLimit()));
        }
        replaceFailed(found, amount.amount());
        var made = refunds.insertDue(booking, intentOf(booking), amount, CancelReason.ORGANIZER.name(), wish.by(), now);
        audit.append(AuditEntry.within(
                booking.event(),
                "REFUND_MADE",
                "booking",
                booking.id().toString(),
                booking.buyer(),
                Map.of("refund", made, "amount", amount, "ticketsTakenBack", wish.takesTicketsBack())));
        takeBack(found, wish, now);
        tickets.settle(booking, null, now);
        return new Made(refunds.find(booking.event(), made).orElseThrow());
    }

    /// What failed refunds have not given: it may be given again.
    private static long owedStill(BookingMoney found) {
        return failedAndOwed(found).stream()
                .mapToLong(refund -> refund.amount().amount())
                .sum();
    }

    private static List<BookingRefund> failedAndOwed(BookingMoney found) {
        return found.refunds().stream()
                .filter(refund -> refund.status() == RefundStatus.FAILED && refund.isOwed() && !refund.isWhole())
                .toList();
    }

    /// M3: a retry stands for what had failed.
    private void replaceFailed(BookingMoney found, long amount) {
        var open = amount;
        for (var failed : failedAndOwed(found)) {
            if (open >= failed.amount().amount()) {
                refunds.replace(failed);
                open -= failed.amount().amount();
            }
        }
    }

    private Money wholeOf(BookingMoney found, List<Integer> ordinals) {
        var kept = ordinals.stream().filter(found.kept()::contains).toList();
        return kept.isEmpty()
                ? found.money(owedStill(found))
                : quotes.whole(found, kept).refund();
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
