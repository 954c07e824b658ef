package dev.boxoffice.booking.booking.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.outbox.OutboxRepository;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells the other services what became of a booking's money, in the transaction that makes it true.
@Component
public class RefundMessagePublisher {

    record BookingMoneyBack(UUID bookingId, UUID eventId, String buyer, Money total) {}

    record RefundChanged(
            UUID bookingId,
            UUID eventId,
            String buyer,
            UUID refundId,
            String paymentIntentId,
            String reason,
            @Nullable String failureCode,
            Money amount) {}

    record DisputeChanged(
            UUID bookingId,
            UUID eventId,
            String buyer,
            String disputeId,
            String paymentIntentId,
            String status,
            String reason,
            Money amount) {}

    private final OutboxRepository outbox;

    RefundMessagePublisher(OutboxRepository outbox) {
        this.outbox = outbox;
    }

    void bookingRefunded(Booking booking, Money refunded) {
        outbox.append(
                "BookingRefunded",
                booking.id(),
                new BookingMoneyBack(booking.id(), booking.event(), booking.buyer(), refunded));
    }

    public void refundSucceeded(Booking booking, BookingRefund refund) {
        publish("RefundSucceeded", booking, refund, null);
    }

    public void refundFailed(Booking booking, BookingRefund refund, @Nullable String code) {
        publish("RefundFailed", booking, refund, code == null ? "failed" : code);
    }

    private void publish(String type, Booking booking, BookingRefund refund, @Nullable String code) {
        outbox.append(
                type,
                booking.id(),
                new RefundChanged(
                        booking.id(),
                        booking.event(),
                        booking.buyer(),
                        refund.id(),
                        refund.intent(),
                        refund.reason(),
                        code,
                        refund.amount()));
    }

    public void disputed(Booking booking, BookingDispute dispute) {
        outbox.append(
                dispute.isOpen() ? "PaymentDisputed" : "PaymentDisputeClosed",
                booking.id(),
                new DisputeChanged(
                        booking.id(),
                        booking.event(),
                        booking.buyer(),
                        dispute.stripeId(),
                        dispute.intent(),
                        dispute.state(),
                        dispute.reason(),
                        dispute.amount()));
    }
}
