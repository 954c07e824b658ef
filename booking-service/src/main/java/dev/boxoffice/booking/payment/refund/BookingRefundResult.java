package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.refund.BookingRefund;
import dev.boxoffice.platform.money.Money;

/// What became of a person's wish to give money back.
sealed interface BookingRefundResult {

    record Made(BookingRefund refund) implements BookingRefundResult {}

    record NotPaid(BookingStatus status) implements BookingRefundResult {}

    record ExceedsPayment(Money left) implements BookingRefundResult {}

    /// Everything that was paid for these tickets has gone back.
    record TicketsPaidBack(Money left) implements BookingRefundResult {}

    /// An agent's limit; a manager has none.
    record ExceedsLimit(Money limit) implements BookingRefundResult {}
}
