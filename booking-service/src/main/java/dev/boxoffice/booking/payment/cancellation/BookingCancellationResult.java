package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.booking.entitlement.TicketRefundQuote;

/// How a cancellation, or the question what it would bring, can end.
sealed interface BookingCancellationResult {

    record Cancelled(Booking booking) implements BookingCancellationResult {}

    record Quoted(Booking booking, TicketRefundQuote quote) implements BookingCancellationResult {}

    record NotConfirmed(BookingStatus status) implements BookingCancellationResult {}

    record TooLate(String why) implements BookingCancellationResult {}

    /// A ticket that stays needs one of this price type beside it, and would have none.
    record Needed(String priceType) implements BookingCancellationResult {}

    record NoSuchTicket() implements BookingCancellationResult {}

    /// The buyer has agreed to another sum.
    record RefundChanged(TicketRefundQuote quote) implements BookingCancellationResult {}
}
