package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuoteService;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.TicketReturnService;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.ExceedsLimit;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.ExceedsPayment;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.Made;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.NotPaid;
import dev.boxoffice.booking.payment.refund.BookingRefundResult.TicketsPaidBack;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// A person of the event's organizer or of the desk gives money back, whatever the policy says: never more than
/// is left of the payment.
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
    private final RefundReplacementService replacements;
    private final RefundEntryService entries;
    private final TicketReturnService tickets;

    BookingRefundService(
            BookingMoneyRepository money,
            TicketRefundQuoteService quotes,
            RefundReplacementService replacements,
            RefundEntryService entries,
            TicketReturnService tickets) {
        this.money = money;
        this.quotes = quotes;
        this.replacements = replacements;
        this.entries = entries;
        this.tickets = tickets;
    }

    /// The booking is locked first: of many who ask at the same time, each sees what the others have taken.
    @Transactional
    public BookingRefundResult refund(Booking seen, Wish wish, Instant now) {
        var booking = money.lock(seen.event(), seen.id()).orElseThrow();
        money.lockTickets(booking);
        var found = money.find(booking);
        var stray = replacements.strayOwed(found, wish.amount());
        if (stray.isPresent()) {
            return again(found, stray.get(), wish, now);
        }
        if (found.captured() == 0) {
            return new NotPaid(booking.status());
        }
        var owed = replacements.owed(found, wish.ordinals(), wish.isElsewhere());
        var amount = wish.amount() == null ? wholeOf(found, wish, owed) : wish.amount();
        var left = found.money(found.left() + owed);
        if (wish.amount() == null && amount.amount() == 0 && left.amount() > 0) {
            return new TicketsPaidBack(left);
        }
        if (amount.amount() < 1 || amount.amount() > left.amount()) {
            return new ExceedsPayment(left);
        }
        if (exceedsLimit(booking, amount, wish)) {
            return new ExceedsLimit(found.money(Objects.requireNonNull(wish.agentLimit())));
        }
        var again = replacements.replace(found, wish.ordinals(), wish.isElsewhere(), amount.amount(), now);
        if (again.isEmpty()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return new ExceedsPayment(found.money(found.left()));
        }
        var paidBack = Stream.concat(again.get().stream(), open(found, wish).stream())
                .distinct()
                .toList();
        var by = wish.by().forPlaces(found.placesOf(paidBack));
        var made = entries.insert(booking, intentOf(booking), amount, wish.isElsewhere(), by, now);
        takeBack(found, wish, now);
        tickets.settle(booking, null, now);
        return new Made(entries.read(booking, made));
    }

    private boolean exceedsLimit(Booking booking, Money amount, Wish wish) {
        return wish.agentLimit() != null && entries.sumOfPeople(booking) + amount.amount() > wish.agentLimit();
    }

    /// M8: money that no ticket stood for and that came back from the bank is sent again, or was paid another way.
    private BookingRefundResult again(BookingMoney found, BookingRefund stray, Wish wish, Instant now) {
        var booking = found.booking();
        if (exceedsLimit(booking, stray.amount(), wish)) {
            return new ExceedsLimit(found.money(Objects.requireNonNull(wish.agentLimit())));
        }
        replacements.replace(stray);
        var made = entries.insert(booking, stray.intent(), stray.amount(), wish.isElsewhere(), wish.by(), now);
        tickets.settle(booking, null, now);
        return new Made(entries.read(booking, made));
    }

    /// What nobody has given back for them as yet, and what has failed of that.
    private Money wholeOf(BookingMoney found, Wish wish, long owed) {
        return found.money(quotes.whole(found, open(found, wish)).refund().amount() + owed);
    }

    /// Tickets of the wish whose money has not gone back.
    private static List<Integer> open(BookingMoney found, Wish wish) {
        var paidBack = found.paidBack();
        return wish.ordinals().stream()
                .filter(found.kept()::contains)
                .filter(ordinal -> !paidBack.contains(ordinal))
                .toList();
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
