package dev.boxoffice.booking.booking.refund.settlement;

import dev.boxoffice.booking.booking.CancelReason;
import dev.boxoffice.booking.booking.ledger.LedgerEntryKind;
import dev.boxoffice.booking.booking.ledger.LedgerRepository;
import dev.boxoffice.booking.booking.refund.BookingDispute;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.RefundMessagePublisher;
import dev.boxoffice.booking.booking.refund.RefundRepository;
import dev.boxoffice.booking.booking.refund.RefundRequestedBy;
import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.booking.refund.TicketReturnService;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// M4: records what a bank does about a payment. While it is open the tickets stand; lost, they are void; won,
/// what was owed is owed again.
@Service
class PaymentDisputeService {

    private static final Logger log = LoggerFactory.getLogger(PaymentDisputeService.class);

    private final DisputeRepository disputes;
    private final RefundRepository refunds;
    private final LedgerRepository ledger;
    private final TicketReturnService tickets;
    private final RefundMessagePublisher messages;

    PaymentDisputeService(
            DisputeRepository disputes,
            RefundRepository refunds,
            LedgerRepository ledger,
            TicketReturnService tickets,
            RefundMessagePublisher messages) {
        this.disputes = disputes;
        this.refunds = refunds;
        this.ledger = ledger;
        this.tickets = tickets;
        this.messages = messages;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void record(BookingMoney before, BookingDispute dispute, Instant now) {
        var booking = before.booking();
        if (!disputes.save(booking, dispute, now)) {
            return;
        }
        log.warn("Payment {} of booking {} is disputed: {}", dispute.intent(), booking.id(), dispute.status());
        if (!dispute.isInquiry()) {
            append(before, LedgerEntryKind.DISPUTE, dispute, -1, now);
        }
        if (dispute.isWon()) {
            append(before, LedgerEntryKind.DISPUTE_WON, dispute, 1, now);
        }
        messages.disputed(booking, dispute);
        if (dispute.isLost() && dispute.intent().equals(booking.attempt().intent())) {
            tickets.takeBack(before, before.unused(), ReturnTerms.VOID, CancelReason.DISPUTE, now);
        }
        if (dispute.isWon()) {
            owedAgain(before, dispute, now);
        }
    }

    private void append(BookingMoney before, LedgerEntryKind kind, BookingDispute dispute, int sign, Instant now) {
        var amount =
                new Money(sign * dispute.amount().amount(), dispute.amount().currency());
        ledger.append(before.booking(), kind, dispute.intent(), dispute.stripeId(), amount, now);
    }

    /// A refund that the dispute had overtaken is made after all.
    private void owedAgain(BookingMoney before, BookingDispute dispute, Instant now) {
        before.refunds().stream()
                .filter(refund -> refund.intent().equals(dispute.intent()))
                .filter(refund -> refund.waitsForDispute() && !refund.isWhole())
                .forEach(refund -> refunds.insertDue(
                        before.booking(),
                        refund.intent(),
                        refund.amount(),
                        refund.reason(),
                        RefundRequestedBy.NOBODY.forPlaces(refund.places()),
                        now));
    }
}
