package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.refund.BookingDispute;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.booking.booking.refund.RefundStatus;
import dev.boxoffice.booking.booking.refund.TicketStatus;
import dev.boxoffice.booking.booking.resale.ResaleState;
import dev.boxoffice.booking.booking.rescheduling.Rescheduling;
import dev.boxoffice.booking.catalogue.LineView;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A booking as the API shows it to its buyer.
///
/// @param clientSecret there while the buyer's browser has to act
/// @param lines what the total is made of, as agreed when the seats were taken
/// @param failureCode why the last payment failed
/// @param refundDue promised, and not with the buyer yet
public record BookingView(
        UUID bookingId,
        BookingStatus status,
        @Nullable String clientSecret,
        List<LineView> lines,
        Money total,
        List<BookedTicketView> tickets,
        UUID eventId,
        @Nullable String failureCode,
        Money paid,
        Money refunded,
        Money refundDue,
        List<RefundView> refunds,
        @Nullable DisputeView dispute,
        @Nullable ReschedulingView rescheduling,
        Instant createdAt) {

    /// @param status absent while the ticket is not paid for
    /// @param resale absent where it is not for resale, and was not sold so
    public record BookedTicketView(
            String id,
            String section,
            @Nullable String row,
            @Nullable String seat,
            String priceType,
            Money price,
            @Nullable TicketStatus status,
            @Nullable ResaleState resale) {}

    /// @param reason in the words of the person who made it, for those who may read them, else ours
    public record RefundView(
            UUID id,
            Money amount,
            RefundStatus status,
            String reason,
            @Nullable String failureCode) {

        public static RefundView of(BookingRefund refund) {
            var note = refund.note();
            return saying(refund, note == null ? refund.reason() : note);
        }

        /// S9: what people write may say of whom they write.
        public static RefundView withoutNote(BookingRefund refund) {
            return saying(refund, refund.reason());
        }

        private static RefundView saying(BookingRefund refund, String reason) {
            return new RefundView(refund.id(), refund.amount(), refund.status(), reason, refund.failureCode());
        }
    }

    /// @param status INQUIRY, OPEN, WON, LOST or CLOSED
    public record DisputeView(String status, String reason, Money amount) {

        static DisputeView of(BookingDispute dispute) {
            return new DisputeView(dispute.state(), dispute.reason(), dispute.amount());
        }
    }

    /// @param from absent where no date was known
    /// @param to absent while the new date is not known
    public record ReschedulingView(
            @Nullable Instant from, @Nullable Instant to, Instant answerBy, Rescheduling.@Nullable Answer answer) {

        static ReschedulingView of(Rescheduling rescheduling) {
            return new ReschedulingView(
                    rescheduling.from(), rescheduling.to(), rescheduling.answerBy(), rescheduling.answer());
        }
    }

    /// Whether nothing more is to be heard of it, as far as one can know.
    public boolean hasEnded() {
        return switch (status) {
            case PROCESSING, REQUIRES_ACTION -> false;
            case CANCELLED -> refundDue.amount() == 0;
            case CONFIRMED, PARTIALLY_REFUNDED, PAYMENT_FAILED, REFUNDED -> true;
        };
    }

    BookingView withoutClientSecret() {
        return new BookingView(
                bookingId,
                status,
                null,
                lines,
                total,
                tickets,
                eventId,
                failureCode,
                paid,
                refunded,
                refundDue,
                refunds,
                dispute,
                rescheduling,
                createdAt);
    }
}
