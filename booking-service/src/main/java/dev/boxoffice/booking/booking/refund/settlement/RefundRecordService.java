package dev.boxoffice.booking.booking.refund.settlement;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.ledger.LedgerEntryKind;
import dev.boxoffice.booking.booking.ledger.LedgerRepository;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundFact;
import dev.boxoffice.booking.booking.refund.RefundMessagePublisher;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Records how a refund stands at Stripe, with its line in the ledger and its message.
@Service
class RefundRecordService {

    private static final Logger log = LoggerFactory.getLogger(RefundRecordService.class);

    private final RefundRepository refunds;
    private final LedgerRepository ledger;
    private final RefundMessagePublisher messages;
    private final BuyerMailPublisher mails;

    RefundRecordService(
            RefundRepository refunds,
            LedgerRepository ledger,
            RefundMessagePublisher messages,
            BuyerMailPublisher mails) {
        this.refunds = refunds;
        this.ledger = ledger;
        this.messages = messages;
        this.mails = mails;
    }

    /// @param next when to look again while it is pending
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(BookingMoney before, String intent, RefundFact fact, @Nullable Instant next, Instant now) {
        var known = find(before, fact);
        if (known.isPresent()) {
            advance(before, known.get(), fact, next, now);
        } else if (fact.status() != RefundStatus.FAILED) {
            log.warn("Refund {} of payment {} was made elsewhere", fact.stripeId(), intent);
            append(before.booking(), LedgerEntryKind.REFUND, intent, fact, -1, now);
            refunds.insertElsewhere(before.booking(), intent, fact.amount(), fact.stripeId(), now);
        }
    }

    boolean isKnown(BookingMoney before, RefundFact fact) {
        return find(before, fact).isPresent();
    }

    /// By Stripe's id, or by ours that it was made for: the answer that would have told Stripe's may have been lost.
    private static Optional<BookingRefund> find(BookingMoney before, RefundFact fact) {
        return before.refunds().stream()
                .filter(refund -> fact.stripeId().equals(refund.stripeId())
                        || (refund.stripeId() == null && refund.id().equals(fact.refund())))
                .findFirst();
    }

    /// M3: a refund goes on, and may fail also after it has succeeded; it never goes back.
    private void advance(
            BookingMoney before, BookingRefund refund, RefundFact fact, @Nullable Instant next, Instant now) {
        var booking = before.booking();
        if (isSame(refund, fact) && next != null) {
            refunds.lookAgain(refund, fact.failureCode(), next);
        }
        if (rank(fact.status()) < rank(refund) || isSame(refund, fact)) {
            return;
        }
        var status = refund.status() == RefundStatus.ELSEWHERE && fact.status() != RefundStatus.FAILED
                ? RefundStatus.ELSEWHERE
                : fact.status();
        refunds.settle(refund, status, fact, status == RefundStatus.PENDING ? next : null, now);
        append(booking, LedgerEntryKind.REFUND, refund.intent(), fact, -1, now);
        if (status == RefundStatus.FAILED) {
            append(booking, LedgerEntryKind.REFUND_FAILED, refund.intent(), fact, 1, now);
            if (refund.status() == RefundStatus.ELSEWHERE && !before.kept().isEmpty()) {
                refunds.replace(refund); // whoever made it has promised it; here nothing was taken for it
            }
            messages.refundFailed(booking, refund, fact.failureCode());
            mails.refundFailed(booking, fact.amount());
        } else if (status == RefundStatus.SUCCEEDED) {
            messages.refundSucceeded(booking, refund);
            if (refund.isWhole()) {
                mails.paymentReturned(booking, fact.amount());
            }
        }
    }

    private static boolean isSame(BookingRefund refund, RefundFact fact) {
        return fact.stripeId().equals(refund.stripeId()) && rank(fact.status()) == rank(refund.status());
    }

    /// One that was closed here, and taken by Stripe all the same, is news.
    private static int rank(BookingRefund refund) {
        return refund.stripeId() == null ? 0 : rank(refund.status());
    }

    private static int rank(RefundStatus status) {
        return switch (status) {
            case DUE -> 0;
            case PENDING -> 1;
            case SUCCEEDED, ELSEWHERE -> 2;
            case FAILED -> 3;
        };
    }

    private void append(Booking booking, LedgerEntryKind kind, String intent, RefundFact fact, int sign, Instant now) {
        var amount = new Money(sign * fact.amount().amount(), fact.amount().currency());
        ledger.append(booking, kind, intent, fact.stripeId(), amount, now);
    }
}
