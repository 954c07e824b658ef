package dev.boxoffice.booking.booking.refund.settlement;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.refund.BookingDispute;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundFact;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.TicketReturnService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Brings a booking's refunds, tickets and ledger to what Stripe has. It is told how things stand, never what has
/// changed, so that news may come late, twice, in any order or not at all.
@Service
public class RefundSettlementService {

    private static final String REFUNDED = "charge_already_refunded";

    /// Stripe tells of a pending refund by itself; this is for when it does not.
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final BookingMoneyRepository money;
    private final RefundRepository refunds;
    private final RefundRecordService records;
    private final PaymentDisputeService disputes;
    private final TicketReturnService tickets;

    RefundSettlementService(
            BookingMoneyRepository money,
            RefundRepository refunds,
            RefundRecordService records,
            PaymentDisputeService disputes,
            TicketReturnService tickets) {
        this.money = money;
        this.refunds = refunds;
        this.records = records;
        this.disputes = disputes;
        this.tickets = tickets;
    }

    /// One refund of ours, as Stripe has just told of it.
    ///
    /// @param next when to look again while it is pending
    @Transactional
    public void settle(BookingRefund refund, RefundFact fact, Instant next, Instant now) {
        money.lock(refund.event(), refund.booking()).ifPresent(booking -> {
            records.record(money.find(booking), refund.intent(), fact, next, now);
            tickets.settle(booking, null, now);
        });
    }

    /// M3: one refund that is known here, as Stripe tells of it. A refund goes forward only, so that news may
    /// come in any order.
    ///
    /// @return false where it is not known: then somebody else has made it
    @Transactional
    public boolean settleKnown(PaymentReview payment, RefundFact fact, Instant now) {
        var booking = money.lock(payment.event(), payment.booking()).orElse(null);
        if (booking == null) {
            return false;
        }
        var before = money.find(booking);
        if (!records.isKnown(before, fact)) {
            return false;
        }
        records.record(before, payment.intent(), fact, now.plus(LOOK_AGAIN), now);
        tickets.settle(booking, null, now);
        return true;
    }

    /// M4: a dispute, as Stripe tells of it.
    @Transactional
    public void settle(PaymentReview payment, BookingDispute dispute, Instant now) {
        money.lock(payment.event(), payment.booking()).ifPresent(booking -> {
            money.lockTickets(booking);
            disputes.record(money.find(booking), dispute, now);
            tickets.settle(booking, null, now);
        });
    }

    /// All that Stripe has of one payment.
    @Transactional
    public void settle(PaymentReview payment, List<RefundFact> facts, List<BookingDispute> disputed, Instant now) {
        var booking = money.lock(payment.event(), payment.booking()).orElse(null);
        if (booking == null) {
            return;
        }
        closeOvertaken(booking, payment, facts, disputed, now);
        for (var fact : facts) {
            records.record(money.find(booking), payment.intent(), fact, now.plus(LOOK_AGAIN), now);
        }
        for (var dispute : disputed) {
            money.lockTickets(booking);
            disputes.record(money.find(booking), dispute, now);
        }
        voidIfAllWentBackElsewhere(booking, payment, now);
        tickets.settle(booking, null, now);
    }

    /// M5: what went back another way, or is with the bank, is not ours to give any more.
    private void closeOvertaken(
            Booking booking,
            PaymentReview payment,
            List<RefundFact> facts,
            List<BookingDispute> disputed,
            Instant now) {
        var given = facts.stream()
                .filter(fact -> fact.status() != RefundStatus.FAILED)
                .mapToLong(fact -> fact.amount().amount())
                .sum();
        var isWithBank = disputed.stream().anyMatch(BookingDispute::hasMoney);
        var left = isWithBank ? 0 : money.capturedBy(payment.event(), payment.intent()) - given;
        for (var refund : waiting(booking, payment, facts)) {
            var amount = Math.min(left, refund.amount().amount());
            if (amount <= 0) {
                refunds.close(refund, isWithBank ? BookingRefund.DISPUTED : REFUNDED, now);
            } else if (amount < refund.amount().amount()) {
                refunds.reduce(refund, amount, now);
            }
            left -= amount;
        }
    }

    /// Ours that Stripe has not taken.
    private List<BookingRefund> waiting(Booking booking, PaymentReview payment, List<RefundFact> facts) {
        return money.find(booking).refunds().stream()
                .filter(refund -> refund.intent().equals(payment.intent()))
                .filter(refund -> refund.status() == RefundStatus.DUE)
                .filter(refund -> facts.stream().noneMatch(fact -> refund.id().equals(fact.refund())))
                .toList();
    }

    /// M4: whoever gave a payment back in Stripe's dashboard has taken back what it bought.
    private void voidIfAllWentBackElsewhere(Booking booking, PaymentReview payment, Instant now) {
        if (!payment.intent().equals(booking.attempt().intent())) {
            return;
        }
        var found = money.find(booking);
        var elsewhere = found.refunds().stream()
                .anyMatch(refund -> refund.status() == RefundStatus.ELSEWHERE && refund.stripeId() != null);
        if (elsewhere && found.captured() > 0 && found.refunded().amount() >= found.captured()) {
            money.lockTickets(booking);
            tickets.takeBack(money.find(booking), found.unused(), ReturnTerms.VOID, CancelReason.ELSEWHERE, now);
        }
    }
}
